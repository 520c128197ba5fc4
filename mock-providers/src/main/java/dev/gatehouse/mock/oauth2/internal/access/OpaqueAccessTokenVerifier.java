package dev.gatehouse.mock.oauth2.internal.access;

import dev.gatehouse.mock.credential.internal.Handles;
import dev.gatehouse.mock.credential.internal.Handles.Found;
import dev.gatehouse.mock.gate.AccessTokenVerifier;
import dev.gatehouse.mock.gate.TokenVerdict;
import dev.gatehouse.mock.gate.TokenVerdict.Invalid;
import java.util.Map;
import java.util.Optional;

/**
 * Verifies opaque access tokens, of which only the server knows what they stand for.
 *
 * @param tokens those that were issued
 * @param claims the rules for what they stand for
 */
record OpaqueAccessTokenVerifier(Handles<Map<String, Object>> tokens, AccessTokenClaims claims)
    implements AccessTokenVerifier {
  @Override
  public TokenVerdict verify(String token) {
    Found<Map<String, Object>> found = tokens.peek(token);
    if (found instanceof Found.Good<Map<String, Object>> good) {
      return judge(good.value());
    }
    if (found instanceof Found.Expired<Map<String, Object>> expired) {
      return judge(expired.value());
    }
    return new Invalid(
        "unknown-token",
        "The access token is not valid.",
        "the token is neither a signed JWT nor an opaque token this server has issued since its"
            + " last reset; was it cut off?");
  }

  private TokenVerdict judge(Map<String, Object> content) {
    Optional<Invalid> violation = claims.violation(content);
    return violation.isPresent() ? violation.get() : JwtAccessTokenVerifier.valid(content);
  }
}
