package dev.gatehouse.junit;

import dev.gatehouse.connection.AuthType;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The auth type of a {@code Scenario}, {@code HttpConnection}, {@code Connection} or {@code URI}
 * parameter: both sides are set up for each other, with random credentials. Parameters of one test
 * with the same auth type belong to the same scenario. Can stand on an annotation of your own.
 *
 * @see GatehouseTest
 * @since 0.1
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.ANNOTATION_TYPE})
@ExtendWith(GatehouseExtension.class) // so that a missing @GatehouseTest can be told
public @interface Auth {
  /** The auth type. */
  AuthType value();
}
