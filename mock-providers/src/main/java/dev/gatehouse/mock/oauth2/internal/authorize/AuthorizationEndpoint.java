package dev.gatehouse.mock.oauth2.internal.authorize;

import dev.gatehouse.mock.exchange.Endpoint;
import dev.gatehouse.mock.exchange.Reply;
import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.oauth2.OAuth2Refusal;
import dev.gatehouse.mock.oauth2.Parameters;
import dev.gatehouse.mock.oauth2.RegisteredClient;
import dev.gatehouse.mock.oauth2.internal.client.ClientRegistry;
import dev.gatehouse.mock.oauth2.internal.client.ClientRequests;
import dev.gatehouse.mock.oauth2.internal.client.FormParameters;
import dev.gatehouse.mock.oauth2.internal.grant.CheckResource;
import dev.gatehouse.mock.oauth2.internal.grant.CheckScope;
import dev.gatehouse.mock.oauth2.internal.issuer.Issuers;
import dev.gatehouse.mock.oauth2.internal.page.Pages;
import java.util.Map;

/**
 * Where users let clients act for them (RFC 6749, section 3.1). As long as client and redirect URI
 * are not proved, a refusal is a page; afterwards it goes to the client (section 4.1.2.1).
 */
public final class AuthorizationEndpoint implements Endpoint {
  private final ClientRegistry clients;
  private final Issuers issuers;
  private final Interaction interaction;

  public AuthorizationEndpoint(ClientRegistry clients, Issuers issuers, Interaction interaction) {
    this.clients = clients;
    this.issuers = issuers;
    this.interaction = interaction;
  }

  @Override
  public Reply answer(ServerRequest http) {
    Parameters parameters;
    RegisteredClient client;
    Redirection redirection;
    try {
      parameters = read(http);
      client = client(parameters);
      redirection =
          new Redirection(
              CheckRedirectUri.of(parameters, client),
              parameters.get("redirect_uri").isPresent(),
              ResponseMode.of(parameters),
              parameters.get("state"),
              issuers.of(http).identifier());
    } catch (OAuth2Refusal refusal) {
      return page(refusal);
    }
    try {
      return interaction.proceed(settle(http, parameters, client, redirection));
    } catch (OAuth2Refusal refusal) {
      return redirection.error(refusal);
    }
  }

  /** The rules in their order; each reads what it has checked. */
  private static AuthorizationRequest settle(
      ServerRequest http, Parameters parameters, RegisteredClient client, Redirection redirection)
      throws OAuth2Refusal {
    CheckResponseType.check(parameters, client);
    return new AuthorizationRequest(
        http,
        parameters,
        client,
        redirection,
        CheckScope.ofClient(parameters, client),
        CheckResource.ofClient(parameters, client),
        CheckChallenge.of(parameters, client),
        CheckOpenIdRequest.of(parameters),
        Prompt.of(parameters));
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
