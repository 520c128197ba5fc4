package dev.gatehouse.mock.oauth2.internal.lookup;

import com.nimbusds.jose.JWSObject;
import dev.gatehouse.mock.credential.internal.Handles.Found;
import dev.gatehouse.mock.gate.AccessTokenVerifier;
import dev.gatehouse.mock.gate.TokenVerdict;
import dev.gatehouse.mock.oauth2.OAuth2Refusal;
import dev.gatehouse.mock.oauth2.Parameters;
import dev.gatehouse.mock.oauth2.internal.ledger.Ledger;
import dev.gatehouse.mock.oauth2.internal.ledger.RefreshToken;
import java.text.ParseException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Finds out what a text is that somebody calls a token. What it is, it shows itself, so {@code
 * token_type_hint} has nothing to add (RFC 7662, section 2.1; RFC 7009, section 2.1: a server that
 * does not find a token by the hint searches all the others).
 *
 * @param verifier tells good access tokens, whatever API they are for
 * @param ledger keeps the others
 */
public record FindToken(AccessTokenVerifier verifier, Ledger ledger) {
  /** The token a request is about. */
  public IssuedToken find(Parameters parameters) throws OAuth2Refusal {
    return find(
        parameters
            .get("token")
            .orElseThrow(
                () ->
                    OAuth2Refusal.invalidRequest(
                        "The parameter token is missing.", "the parameter token is missing")));
  }

  /** What a text is. */
  public IssuedToken find(String token) {
    Found<RefreshToken> refresh = ledger.refreshTokens().peek(token);
    if (!(refresh instanceof Found.Unknown<RefreshToken>)) {
      return ofRefreshToken(token, refresh);
    }
    TokenVerdict verdict = verifier.verify(token);
    if (verdict instanceof TokenVerdict.Invalid invalid) {
      return new IssuedToken.None(invalid.reason(), invalid.explanation());
    }
    return claims(token)
        .<IssuedToken>map(IssuedToken.Access::new)
        .orElseGet(() -> new IssuedToken.None("unknown-token", "the token has just ended"));
  }

  private IssuedToken ofRefreshToken(String token, Found<RefreshToken> found) {
    Optional<Instant> expiry = ledger.refreshTokens().expiry(token);
    if (found instanceof Found.Good<RefreshToken> good && expiry.isPresent()) {
      return ledger.tokens().isRevoked(good.value().authorization().id())
          ? new IssuedToken.None(
              "revoked-token", "the refresh token was revoked, as its authorization was")
          : new IssuedToken.Refresh(good.value(), expiry.get());
    }
    return found instanceof Found.Expired<RefreshToken> expired
        ? new IssuedToken.None("expired-token", "the refresh token expired at " + expired.at())
        : new IssuedToken.None("used-token", "the refresh token was used before");
  }

  /** What a verified token says: a JWT says it itself, an opaque one stands for it. */
  private Optional<Map<String, Object>> claims(String token) {
    if (token.indexOf('.') < 0) {
      return ledger.opaqueTokens().find(token);
    }
    try {
      return Optional.ofNullable(JWSObject.parse(token).getPayload().toJSONObject());
    } catch (ParseException e) {
      return Optional.empty();
    }
  }
}
