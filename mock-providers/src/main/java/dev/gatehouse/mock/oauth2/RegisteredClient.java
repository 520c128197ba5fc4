package dev.gatehouse.mock.oauth2;

import dev.gatehouse.connection.Secret;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A client the authorization server knows (RFC 6749, section 2).
 *
 * @param id without control characters; a colon and non-ASCII are fine, as ids are form-encoded
 *     before they go into a header (RFC 6749, section 2.3.1)
 * @param secret what proves it is this client
 * @param authenticationMethod the one way it must show its secret, for example {@code
 *     client_secret_basic}; any other is refused
 * @param grantTypes the grants it may use
 * @param scopes the scopes it may ask for, in the order they are granted when it asks for none
 * @param audience the API its access tokens are for
 * @param accessTokenLifetime how long they are good, in whole seconds
 * @since 0.1
 */
public record RegisteredClient(
    String id,
    Secret secret,
    String authenticationMethod,
    Set<String> grantTypes,
    Set<String> scopes,
    String audience,
    Duration accessTokenLifetime) {
  public RegisteredClient {
    if (id.isEmpty() || id.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("id: must not be empty or hold control characters");
    }
    if (secret.reveal().isEmpty()) {
      throw new IllegalArgumentException("secret: must not be empty");
    }
    if (accessTokenLifetime.toSeconds() < 1) {
      throw new IllegalArgumentException(
          "accessTokenLifetime: must be at least a second, not " + accessTokenLifetime);
    }
    scopes.forEach(Scopes::requireValid);
    grantTypes = Collections.unmodifiableSet(new LinkedHashSet<>(grantTypes));
    scopes = Collections.unmodifiableSet(new LinkedHashSet<>(scopes));
  }
}
