package dev.gatehouse.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * AWS Signature Version 4 with an access key, on a {@code Scenario}, {@code HttpConnection}, {@code
 * Connection} or {@code URI} parameter: a user, a key, a gate and a connection of their own.
 * Parameters of one test with the same settings belong to the same scenario.
 *
 * <pre>{@code
 * @Test
 * void readsOrders(@AwsAccessKey(service = "s3", region = "eu-west-1") Scenario auth) { ... }
 * }</pre>
 *
 * @see GatehouseTest
 * @since 0.1
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.ANNOTATION_TYPE})
@ExtendWith(GatehouseExtension.class) // so that a missing @GatehouseTest can be told
public @interface AwsAccessKey {
  /**
   * As in the credential scope; the gate verifies and answers as this service does. {@code s3}
   * signs paths as they are.
   */
  String service() default "execute-api";

  /** The region requests have to be signed for. */
  String region() default "eu-central-1";
}
