package dev.gatehouse.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test class whose constructors, lifecycle methods and test methods can have these parameters:
 *
 * <ul>
 *   <li>{@code Gatehouse}: the mock server, started when first asked for and closed after the test
 *   <li>{@code URI}: its base URI
 *   <li>{@code @Auth(AuthType.BASIC) Scenario}: both sides of an auth type
 *   <li>{@code @Auth(..) HttpConnection}: a client with the right credentials, closed after the
 *       test
 *   <li>{@code @Auth(..) Connection}: the same as data
 *   <li>{@code @Auth(..) URI}: where the API behind that gate is
 * </ul>
 *
 * <p>All parameters of one test come from the same Gatehouse, those of its {@code @BeforeEach} and
 * of its constructor included (before JUnit 5.12, constructors get the one of the class). Tests can
 * run in parallel. When a test fails, what its Gatehouse saw is attached to the failure, refusals
 * first.
 *
 * @see Auth
 * @see EveryAuthType
 * @see WithFault
 * @see GatehouseAssertions
 * @since 0.1
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@ExtendWith(GatehouseExtension.class)
public @interface GatehouseTest {
  /** Whether each test method has a Gatehouse of its own, or the class has one. */
  Isolation isolation() default Isolation.METHOD;
}
