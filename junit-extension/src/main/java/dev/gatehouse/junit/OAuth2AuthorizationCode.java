package dev.gatehouse.junit;

import dev.gatehouse.connection.CredentialPlacement;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The OAuth 2.0 authorization code grant on a {@code Scenario}, {@code HttpConnection}, {@code
 * Connection} or {@code URI} parameter: a client, a user, a gate and a connection of their own, at
 * the Gatehouse's issuer. The user is logged in and consents without a page, unless the client asks
 * for one by {@code prompt}. Parameters of one test with the same settings belong to the same
 * scenario.
 *
 * <pre>{@code
 * @Test
 * void readsMyOrders(@OAuth2AuthorizationCode(user = "grace") Scenario auth) { ... }
 * }</pre>
 *
 * @see GatehouseTest
 * @since 0.1
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.ANNOTATION_TYPE})
@ExtendWith(GatehouseExtension.class) // so that a missing @GatehouseTest can be told
public @interface OAuth2AuthorizationCode {
  /**
   * What the client asks for, and the API wants of it all but {@code openid}; none for {@code
   * openid}, {@code api:read} and {@code api:write}.
   */
  String[] scopes() default {};

  /** The name of the user who logs in; empty for the one every Gatehouse has. */
  String user() default "";

  /** Where the client's id and secret go in a token request. */
  CredentialPlacement placement() default CredentialPlacement.HEADER;

  /** Whether the client has no secret, as an application on a user's device. */
  boolean publicClient() default false;

  /** How long access tokens are good, as an ISO-8601 duration of whole seconds. */
  String tokenLifetime() default "PT1H";

  /** How long refresh tokens are good, as an ISO-8601 duration of whole seconds. */
  String refreshTokenLifetime() default "P30D";
}
