package dev.gatehouse.mock.oauth2.internal.openid;

import dev.gatehouse.mock.gate.AccessTokenVerifier;
import dev.gatehouse.mock.gate.DpopVerifier;
import dev.gatehouse.mock.gate.TokenVerdict;
import dev.gatehouse.mock.oauth2.internal.ledger.UserAuthorizations;
import java.util.Optional;

/**
 * Lets in access tokens that a user allowed, whatever API they are for (OpenID Connect Core,
 * section 5.3).
 *
 * @param issued tells this server's tokens
 * @param users knows who allowed them
 */
public record UserTokenVerifier(AccessTokenVerifier issued, UserAuthorizations users)
    implements AccessTokenVerifier {
  @Override
  public TokenVerdict verify(String token) {
    TokenVerdict verdict = issued.verify(token);
    return verdict instanceof TokenVerdict.Valid valid
            && users.ofToken(valid.evidence().getOrDefault("jti", "")).isEmpty()
        ? new TokenVerdict.Invalid(
            "no-user",
            "The access token stands for no user.",
            "the token of "
                + valid.principal()
                + " is good, but no user has logged in for it: it came from a grant without one,"
                + " such as client_credentials")
        : verdict;
  }

  @Override
  public Optional<DpopVerifier> dpop() {
    return issued.dpop();
  }

  @Override
  public boolean wantsClientCertificates() {
    return issued.wantsClientCertificates();
  }
}
