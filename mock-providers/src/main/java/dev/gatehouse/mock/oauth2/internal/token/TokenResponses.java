package dev.gatehouse.mock.oauth2.internal.token;

import dev.gatehouse.mock.exchange.Reply;
import dev.gatehouse.mock.oauth2.Authorization;
import dev.gatehouse.mock.oauth2.Grant.Granted;
import dev.gatehouse.mock.oauth2.RegisteredClient;
import dev.gatehouse.mock.oauth2.TokenRequest;
import dev.gatehouse.mock.oauth2.internal.access.AccessTokens;
import dev.gatehouse.mock.oauth2.internal.answer.NoStore;
import dev.gatehouse.mock.oauth2.internal.grant.RefreshTokenGrant;
import dev.gatehouse.mock.oauth2.internal.ledger.Ledger;
import dev.gatehouse.mock.oauth2.internal.ledger.RefreshToken;
import dev.gatehouse.mock.oauth2.internal.openid.IdTokens;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The successful response (RFC 6749, section 5.1; OpenID Connect Core, section 3.1.3.3).
 *
 * @param accessTokens issues access tokens
 * @param idTokens issues ID tokens
 * @param ledger keeps refresh tokens
 */
public record TokenResponses(AccessTokens accessTokens, IdTokens idTokens, Ledger ledger) {

  Reply issue(TokenRequest request, Granted granted) {
    RegisteredClient client = request.client();
    String name = name(granted.authorization());
    Authorization authorization = granted.authorization().withId(name);
    ledger.userAuthorizations().remember(authorization);
    Map<String, Object> body = new LinkedHashMap<>();
    String accessToken = accessTokens.issue(request, authorization);
    body.put("access_token", accessToken);
    body.put("token_type", request.confirmation().containsKey("jkt") ? "DPoP" : "Bearer");
    body.put("expires_in", client.lifetimes().accessToken().toSeconds());
    if (!authorization.scopes().isEmpty()) {
      body.put("scope", String.join(" ", authorization.scopes()));
    }
    if (granted.renewal() != null && client.grantTypes().contains(RefreshTokenGrant.TYPE)) {
      body.put("refresh_token", refreshToken(request, granted.renewal().withId(name)));
    }
    if (authorization.login() != null && authorization.scopes().contains("openid")) {
      body.put("id_token", idTokens.issue(request.issuer(), client, authorization, accessToken));
    }
    body.putAll(granted.members());
    return new Reply(
        NoStore.json(200, body), "access_token.issued", explanation(client, authorization));
  }

  /** All tokens of one authorization share its name, by which they can be revoked. */
  private String name(Authorization authorization) {
    return authorization.id().isEmpty() ? ledger.tokens().nextAuthorization() : authorization.id();
  }

  /** Those of confidential clients are bound by their client authentication already. */
  private String refreshToken(TokenRequest request, Authorization renewal) {
    Map<String, String> bound = request.client().isPublic() ? request.confirmation() : Map.of();
    return ledger
        .refreshTokens()
        .issue(
            new RefreshToken(request.client().id(), bound, renewal),
            request.client().lifetimes().refreshToken());
  }

  private static String explanation(RegisteredClient client, Authorization authorization) {
    return "client "
        + client.id()
        + " got an access token"
        + (authorization.subject().equals(client.id())
            ? ""
            : " on behalf of " + authorization.subject())
        + " for "
        + String.join(" ", authorization.audience())
        + ", good for "
        + client.lifetimes().accessToken().toSeconds()
        + " seconds, with the scope: "
        + String.join(" ", authorization.scopes());
  }
}
