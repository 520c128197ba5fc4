package dev.gatehouse.mock.oauth2;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * More claims of access tokens, decided when one is issued.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface AccessTokenCustomizer {
  /** The claims that the server itself decides; they cannot be replaced, but a fault can. */
  Set<String> RESERVED =
      Set.of("iss", "sub", "aud", "client_id", "iat", "exp", "jti", "scope", "cnf");

  /**
   * The claims to add, none of them {@link #RESERVED}.
   *
   * @param request who gets the token, and what was asked
   * @param authorization what the token stands for; its log-in tells the user
   */
  Map<String, Object> of(TokenRequest request, Authorization authorization);

  /**
   * The same claims in each token.
   *
   * @throws IllegalArgumentException if one is {@link #RESERVED}
   */
  static AccessTokenCustomizer always(Map<String, Object> claims) {
    for (String name : claims.keySet()) {
      if (RESERVED.contains(name)) {
        throw new IllegalArgumentException(
            "accessTokenClaims: the claim " + name + " is the server's own and cannot be replaced");
      }
    }
    Map<String, Object> kept = Collections.unmodifiableMap(new LinkedHashMap<>(claims));
    return (request, authorization) -> kept;
  }
}
