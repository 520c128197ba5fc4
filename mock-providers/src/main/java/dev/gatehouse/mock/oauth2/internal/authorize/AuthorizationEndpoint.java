package dev.gatehouse.mock.oauth2.internal.authorize;

import dev.gatehouse.mock.exchange.Endpoint;
import dev.gatehouse.mock.exchange.Reply;
import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.oauth2.Login;
import dev.gatehouse.mock.oauth2.OAuth2Refusal;
import dev.gatehouse.mock.oauth2.Parameters;
import dev.gatehouse.mock.oauth2.RegisteredClient;
import dev.gatehouse.mock.oauth2.internal.authorize.CountingParameters.Counting;
import dev.gatehouse.mock.oauth2.internal.client.BrowserParameters;
import dev.gatehouse.mock.oauth2.internal.client.ClientRegistry;
import dev.gatehouse.mock.oauth2.internal.login.Asked;
import dev.gatehouse.mock.oauth2.internal.login.Interaction;
import dev.gatehouse.mock.oauth2.internal.openid.IdTokenHints;
import dev.gatehouse.mock.oauth2.internal.page.Pages;
import java.util.Map;
import java.util.Set;

/**
 * Where users let clients act for them (RFC 6749, section 3.1). As long as client and redirect URI
 * are not proved, a refusal is a page; afterwards it goes to the client (section 4.1.2.1).
 */
public final class AuthorizationEndpoint implements Endpoint {
  private final ClientRegistry clients;
  private final CountingParameters counting;
  private final SettleRequest rules;
  private final CheckExpected expected;
  private final Interaction interaction;
  private final CodeIssuer codes;

  public AuthorizationEndpoint(
      ClientRegistry clients,
      CountingParameters counting,
      SettleRequest rules,
      IdTokenHints hints,
      Interaction interaction,
      CodeIssuer codes) {
    this.clients = clients;
    this.counting = counting;
    this.rules = rules;
    this.expected = new CheckExpected(hints);
    this.interaction = interaction;
    this.codes = codes;
  }

  @Override
  public Reply answer(ServerRequest http) {
    RegisteredClient client;
    Counting asked;
    Redirection redirection;
    try {
      Parameters parameters = BrowserParameters.read(http);
      client = client(parameters);
      asked = counting.of(http, parameters, client);
      redirection = rules.redirection(http, asked.parameters(), client);
    } catch (OAuth2Refusal refusal) {
      return page(refusal);
    }
    try {
      return interaction.start(http, asked(http, rules.settle(asked, client, redirection)));
    } catch (OAuth2Refusal refusal) {
      return redirection.error(refusal);
    }
  }

  private Asked asked(ServerRequest http, AuthorizationRequest request) throws OAuth2Refusal {
    return new Asked(
        request.client(),
        request.scopes(),
        request.prompt(),
        expected.of(request.parameters(), request.client()),
        null,
        new Answer(http, request, codes));
  }

  /** The user's answer goes to the client. */
  private record Answer(ServerRequest http, AuthorizationRequest request, CodeIssuer codes)
      implements Asked.Outcome {
    @Override
    public Reply allowed(Login login, Set<String> scopes) {
      return codes.issue(request, login, scopes).answering(http);
    }

    @Override
    public Reply refused(OAuth2Refusal refusal) {
      return request.redirection().error(refusal);
    }
  }

  private RegisteredClient client(Parameters parameters) throws OAuth2Refusal {
    String id =
        parameters
            .get("client_id")
            .orElseThrow(
                () ->
                    OAuth2Refusal.invalidRequest(
                        "The parameter client_id is missing.",
                        "the parameter client_id is missing"));
    return clients
        .find(id)
        .orElseThrow(
            () ->
                OAuth2Refusal.invalidRequest(
                    "The client is not known.", clients.explainUnknown(id)));
  }

  private static Reply page(OAuth2Refusal refusal) {
    return new Reply(
        Pages.of(
            refusal.status(),
            "refused",
            Map.of("error", refusal.error(), "description", refusal.description())),
        refusal.event("authorization_request"),
        refusal.explanation());
  }
}
