package dev.gatehouse.junit;

import dev.gatehouse.connection.AuthType;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * Runs a {@code @ParameterizedTest} once for each auth type this version of Gatehouse supports. The
 * method's first parameter is an {@code HttpConnection} (closed after the test), a {@code
 * Scenario}, a {@code Connection} or the {@code AuthType}; parameters after it are those of {@link
 * GatehouseTest}, and belong to the same Gatehouse.
 *
 * <pre>{@code
 * @ParameterizedTest
 * @EveryAuthType(exclude = AuthType.NONE)
 * void refusesTheWrongCredentials(Scenario auth) { ... }
 * }</pre>
 *
 * @since 0.1
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@ArgumentsSource(EveryAuthTypeArguments.class)
public @interface EveryAuthType {
  /** Only these; empty for all. */
  AuthType[] include() default {};

  /** All but these. */
  AuthType[] exclude() default {};
}
