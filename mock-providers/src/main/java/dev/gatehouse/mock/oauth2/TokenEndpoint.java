package dev.gatehouse.mock.oauth2;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.gatehouse.mock.exchange.Endpoint;
import dev.gatehouse.mock.exchange.Reply;
import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.exchange.ServerResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Issues access tokens (RFC 6749, section 3.2), to those who pass every step. */
final class TokenEndpoint implements Endpoint {
  private final List<TokenStep> steps;
  private final AccessTokens tokens;

  TokenEndpoint(
      ClientRegistry clients,
      List<ClientAuthentication> methods,
      Map<String, Grant> grants,
      AccessTokens tokens) {
    this.tokens = tokens;
    this.steps =
        List.of(
            new RequirePost(),
            new RejectQuery(),
            new RequireForm(),
            new ReadParameters(),
            new AuthenticateClient(methods, clients),
            new SelectGrant(grants),
            new CheckClientMayUseGrant());
  }

  @Override
  public Reply answer(ServerRequest http) {
    try {
      TokenRequest request = TokenRequest.of(http);
      for (TokenStep step : steps) {
        request = step.apply(request);
      }
      return issue(request.client(), request.grant().grant(request.client(), request.parameters()));
    } catch (OAuth2Refusal refusal) {
      return refusal.reply();
    }
  }

  /** The successful response (RFC 6749, section 5.1). */
  private Reply issue(RegisteredClient client, Grant.Access access) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("access_token", tokens.issue(client, access));
    body.put("token_type", "Bearer");
    body.put("expires_in", client.accessTokenLifetime().toSeconds());
    if (!access.scopes().isEmpty()) {
      body.put("scope", String.join(" ", access.scopes()));
    }
    return new Reply(
        NoStore.on(ServerResponse.json(200, JSONObjectUtils.toJSONString(body))),
        "access_token.issued",
        "client "
            + client.id()
            + " got an access token for "
            + access.audience()
            + ", good for "
            + client.accessTokenLifetime().toSeconds()
            + " seconds, with the scope: "
            + String.join(" ", access.scopes()));
  }
}
