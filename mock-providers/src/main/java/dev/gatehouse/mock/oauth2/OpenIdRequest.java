package dev.gatehouse.mock.oauth2;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an authorization request asks about the user, beside access (OpenID Connect Core, section
 * 3.1.2.1).
 *
 * @param nonce goes into the ID token as it came
 * @param idTokenClaims claims to be in the ID token by the {@code claims} parameter (section 5.5)
 * @param userinfoClaims claims to be in the userinfo answer by the same
 * @since 0.1
 */
public record OpenIdRequest(
    @Nullable String nonce, Set<String> idTokenClaims, Set<String> userinfoClaims) {
  /** Nothing but what the scopes ask for. */
  public static final OpenIdRequest NOTHING = new OpenIdRequest(null, Set.of(), Set.of());

  public OpenIdRequest {
    idTokenClaims = Set.copyOf(idTokenClaims);
    userinfoClaims = Set.copyOf(userinfoClaims);
  }
}
