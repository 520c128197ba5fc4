package dev.gatehouse.mock.oauth2.internal.access;

import dev.gatehouse.mock.gate.AccessTokenVerifier;
import dev.gatehouse.mock.gate.TokenVerdict;
import dev.gatehouse.mock.jose.internal.key.SigningKeys;
import dev.gatehouse.mock.oauth2.internal.ledger.Ledger;

/** Verifies the access tokens of one issuer for one API, in either format. */
public final class IssuedAccessTokenVerifier implements AccessTokenVerifier {
  private final JwtAccessTokenVerifier jwts;
  private final OpaqueAccessTokenVerifier opaque;

  public IssuedAccessTokenVerifier(SigningKeys keys, Ledger ledger, AccessTokenClaims claims) {
    jwts = new JwtAccessTokenVerifier(keys, claims);
    opaque = new OpaqueAccessTokenVerifier(ledger.opaqueTokens(), claims);
  }

  /** A JWT has dots, which no opaque token has. */
  @Override
  public TokenVerdict verify(String token) {
    return token.indexOf('.') >= 0 ? jwts.verify(token) : opaque.verify(token);
  }
}
