package dev.gatehouse.mock.oauth2.internal.ledger;

import dev.gatehouse.mock.oauth2.Authorization;
import org.jspecify.annotations.Nullable;

/**
 * What an authorization code stands for (RFC 6749, section 4.1.2).
 *
 * @param clientId the client it was issued to
 * @param redirectUri where it was sent
 * @param redirectUriSent whether the authorization request named it, so that the token request must
 *     name it too (section 4.1.3)
 * @param challenge of PKCE; null when the authorization request had none
 * @param keyThumbprint the DPoP key it is bound to (RFC 9449, section 10); null for none
 */
public record Code(
    String clientId,
    String redirectUri,
    boolean redirectUriSent,
    @Nullable Challenge challenge,
    @Nullable String keyThumbprint,
    Authorization authorization) {
  /** A code challenge (RFC 7636, section 4.3). */
  public record Challenge(String method, String value) {}
}
