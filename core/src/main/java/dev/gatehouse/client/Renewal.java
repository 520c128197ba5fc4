package dev.gatehouse.client;

import dev.gatehouse.connection.Secret;
import java.util.Optional;

/** Gets new tokens with a refresh token (RFC 6749, section 6). */
record Renewal(TokenEndpoint endpoint, IdTokens idTokens) {
  /**
   * @param before with a refresh token
   * @throws TokenRequestException if there are none
   * @throws AuthorizationFailedException if a new ID token is another user's
   */
  StoredTokens of(StoredTokens before) {
    Secret refreshToken = before.refreshToken();
    if (refreshToken == null) {
      throw new IllegalArgumentException("there is no refresh token");
    }
    TokenResponse response = endpoint.fetch(TokenGrant.refresh(refreshToken, before.scopes()));
    return StoredTokens.of(response, Optional.of(before), subject(response, before));
  }

  /** OpenID Connect Core 1.0, section 12.2: there may be a new ID token, of the same user. */
  private Optional<StoredTokens.Subject> subject(TokenResponse response, StoredTokens before) {
    StoredTokens.Subject known = before.subject();
    if (known == null || response.idToken().isEmpty()) {
      return Optional.empty();
    }
    StoredTokens.Subject now =
        idTokens.verify(
            response.idToken().get(), Optional.of(known.issuer()), null, response.token().value());
    if (!now.equals(known)) {
      throw IdTokens.refused("after the refresh it is another user's");
    }
    return Optional.of(now);
  }
}
