package dev.gatehouse.mock.oauth2.internal.authorize;

import dev.gatehouse.mock.exchange.Endpoint;
import dev.gatehouse.mock.exchange.Reply;
import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.oauth2.OAuth2Refusal;
import dev.gatehouse.mock.oauth2.Parameters;
import dev.gatehouse.mock.oauth2.RegisteredClient;
import dev.gatehouse.mock.oauth2.internal.authorize.CountingParameters.Counting;
import dev.gatehouse.mock.oauth2.internal.client.ClientRegistry;
import dev.gatehouse.mock.oauth2.internal.client.ClientRequests;
import dev.gatehouse.mock.oauth2.internal.client.FormParameters;
import dev.gatehouse.mock.oauth2.internal.page.Pages;
import java.util.Map;

/**
 * Where users let clients act for them (RFC 6749, section 3.1). As long as client and redirect URI
 * are not proved, a refusal is a page; afterwards it goes to the client (section 4.1.2.1).
 */
public final class AuthorizationEndpoint implements Endpoint {
  private final ClientRegistry clients;
  private final CountingParameters counting;
  private final SettleRequest rules;
  private final Interaction interaction;

  public AuthorizationEndpoint(
      ClientRegistry clients,
      CountingParameters counting,
      SettleRequest rules,
      Interaction interaction) {
    this.clients = clients;
    this.counting = counting;
    this.rules = rules;
    this.interaction = interaction;
  }

  @Override
  public Reply answer(ServerRequest http) {
    RegisteredClient client;
    Counting asked;
    Redirection redirection;
    try {
      Parameters parameters = read(http);
      client = client(parameters);
      asked = counting.of(http, parameters, client);
      redirection = rules.redirection(http, asked.parameters(), client);
    } catch (OAuth2Refusal refusal) {
      return page(refusal);
    }
    try {
      return interaction.proceed(rules.settle(http, asked, client, redirection));
    } catch (OAuth2Refusal refusal) {
      return redirection.error(refusal);
    }
  }

  /** By GET or by POST (OpenID Connect Core, section 3.1.2.1). */
  private static Parameters read(ServerRequest http) throws OAuth2Refusal {
    if (http.method().equals("POST")) {
      return ClientRequests.readForm(http);
    }
    if (!http.method().equals("GET") && !http.method().equals("HEAD")) {
      throw new OAuth2Refusal(
          405,
          "invalid_request",
          "The authorization endpoint takes GET and POST.",
          "",
          "the authorization endpoint was asked by another method; GET or POST is right");
    }
    return FormParameters.ofQuery(http.query() == null ? "" : http.query());
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
