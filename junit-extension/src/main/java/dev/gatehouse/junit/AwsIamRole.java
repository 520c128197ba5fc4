package dev.gatehouse.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * AWS Signature Version 4 in sessions of a role, on a {@code Scenario}, {@code HttpConnection},
 * {@code Connection} or {@code URI} parameter: a platform's account with a key, a customer's
 * account with a role that trusts it under an external ID, and a gate that admits sessions of this
 * role only. Parameters of one test with the same settings belong to the same scenario.
 *
 * <pre>{@code
 * @Test
 * void readsTheCustomersOrders(@AwsIamRole(role = "OrdersReader") Scenario auth) { ... }
 * }</pre>
 *
 * @see GatehouseTest
 * @since 0.1
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.ANNOTATION_TYPE})
@ExtendWith(GatehouseExtension.class) // so that a missing @GatehouseTest can be told
public @interface AwsIamRole {
  /** As in the credential scope; the gate verifies and answers as this service does. */
  String service() default "execute-api";

  /** The region of the service, and of the Security Token Service. */
  String region() default "eu-central-1";

  /** The role's name. */
  String role() default "OrdersReader";

  /** What the role's trust policy asks for; empty for a new one that nobody can guess. */
  String externalId() default "";

  /**
   * The longest session of the role, as an ISO-8601 duration of one to twelve hours. A session
   * lasts an hour unless its {@code DurationSeconds} say otherwise.
   */
  String maxSessionDuration() default "PT1H";
}
