package dev.gatehouse.junit;

import dev.gatehouse.connection.CredentialPlacement;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * OAuth 2.0 client credentials on a {@code Scenario}, {@code HttpConnection}, {@code Connection} or
 * {@code URI} parameter: a client, a gate and a connection of their own, at the Gatehouse's issuer.
 * Parameters of one test with the same settings belong to the same scenario.
 *
 * <pre>{@code
 * @Test
 * void readsOrders(@OAuth2ClientCredentials(scopes = "orders:read") Scenario auth) { ... }
 * }</pre>
 *
 * @see GatehouseTest
 * @since 0.1
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.ANNOTATION_TYPE})
@ExtendWith(GatehouseExtension.class) // so that a missing @GatehouseTest can be told
public @interface OAuth2ClientCredentials {
  /**
   * What the client asks for and the API wants; none for {@code api:read} and {@code api:write}.
   */
  String[] scopes() default {};

  /** Where the client's id and secret go in a token request. */
  CredentialPlacement placement() default CredentialPlacement.HEADER;

  /** How long access tokens are good, as an ISO-8601 duration of whole seconds. */
  String tokenLifetime() default "PT1H";
}
