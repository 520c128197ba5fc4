package dev.gatehouse.mock.oauth2.internal.openid;

import dev.gatehouse.mock.exchange.Endpoint;
import dev.gatehouse.mock.exchange.Reply;
import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.exchange.ServerResponse;
import dev.gatehouse.mock.gate.Gate;
import dev.gatehouse.mock.gate.Verdict;
import dev.gatehouse.mock.oauth2.Authorization;
import dev.gatehouse.mock.oauth2.internal.answer.NoStore;
import dev.gatehouse.mock.oauth2.internal.grant.Scopes;
import dev.gatehouse.mock.oauth2.internal.ledger.UserAuthorizations;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Tells a client about the user who logged in (OpenID Connect Core, section 5.3): an API as any
 * other, behind a gate of its own.
 *
 * @param gate lets in a user's access token with the scope openid
 * @param users knows who allowed it
 */
public record UserinfoEndpoint(Gate gate, UserAuthorizations users) implements Endpoint {
  private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST");

  @Override
  public Reply answer(ServerRequest request) {
    if (!METHODS.contains(request.method())) {
      return new Reply(
          ServerResponse.json(405, "{\"error\":\"method_not_allowed\"}")
              .with("Allow", "GET, HEAD, POST"),
          "method.refused",
          "userinfo is asked for by GET or POST (OpenID Connect Core, section 5.3.1)");
    }
    Verdict verdict = gate.judge(request);
    if (verdict instanceof Verdict.Admitted admitted) {
      String token = String.valueOf(admitted.evidence().get("jti"));
      return users
          .ofToken(token)
          .map(authorization -> admitted(authorization, admitted.evidence()))
          .orElseGet(() -> answer(request)); // forgotten in between: the gate says so now
    }
    if (verdict instanceof Verdict.Refused refused) {
      return new Reply(NoStore.on(refused.response()), "userinfo.refused", refused.explanation());
    }
    throw new IllegalStateException("an access token takes one leg only");
  }

  private static Reply admitted(Authorization authorization, Map<String, String> evidence) {
    Set<String> scopes = Scopes.parse(String.valueOf(evidence.get("scope"))).orElse(Set.of());
    Map<String, Object> claims = claims(authorization, scopes);
    return new Reply(
        NoStore.json(200, claims),
        "userinfo.served",
        "the claims of "
            + authorization.subject()
            + " that the scopes and the parameter claims ask for and that are known: "
            + String.join(" ", claims.keySet()));
  }

  /** Those asked for by scope (section 5.4) and by the parameter claims (section 5.5). */
  private static Map<String, Object> claims(Authorization authorization, Set<String> scopes) {
    Set<String> asked = new LinkedHashSet<>(ScopeClaims.of(scopes));
    asked.addAll(authorization.openId().userinfoClaims());
    Map<String, Object> known = UserClaims.of(Objects.requireNonNull(authorization.login()).user());
    Map<String, Object> claims = new LinkedHashMap<>();
    for (String name : asked) {
      Object value = known.get(name);
      if (value != null) {
        claims.put(name, value);
      }
    }
    claims.put("sub", authorization.subject());
    return claims;
  }
}
