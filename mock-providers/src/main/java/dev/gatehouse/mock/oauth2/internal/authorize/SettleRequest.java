package dev.gatehouse.mock.oauth2.internal.authorize;

import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.oauth2.OAuth2Refusal;
import dev.gatehouse.mock.oauth2.Parameters;
import dev.gatehouse.mock.oauth2.RegisteredClient;
import dev.gatehouse.mock.oauth2.internal.authorize.CountingParameters.Counting;
import dev.gatehouse.mock.oauth2.internal.grant.CheckResource;
import dev.gatehouse.mock.oauth2.internal.grant.CheckScope;
import dev.gatehouse.mock.oauth2.internal.issuer.Issuers;
import dev.gatehouse.mock.oauth2.internal.login.Prompt;

/**
 * The rules for authorization requests, the same wherever one comes in (RFC 9126, section 2.1).
 *
 * @param issuers who answers
 * @param pushedOnly whether every client has to send its requests ahead (RFC 9126, section 5)
 */
public record SettleRequest(Issuers issuers, boolean pushedOnly) {

  /** Where the answer goes. A request that fails here is answered to nobody but the user. */
  Redirection redirection(ServerRequest http, Parameters parameters, RegisteredClient client)
      throws OAuth2Refusal {
    return new Redirection(
        CheckRedirectUri.of(parameters, client),
        parameters.get("redirect_uri").isPresent(),
        ResponseMode.of(parameters),
        parameters.get("state"),
        issuers.of(http).identifier());
  }

  /** The rules in their order; each reads what it has checked. */
  AuthorizationRequest settle(Counting asked, RegisteredClient client, Redirection redirection)
      throws OAuth2Refusal {
    Parameters parameters = asked.parameters();
    RequirePushedRequest.check(asked, client, pushedOnly);
    CheckResponseType.check(parameters, client);
    CheckDpopKey.check(parameters);
    return new AuthorizationRequest(
        parameters,
        client,
        redirection,
        CheckScope.ofClient(parameters, client),
        CheckResource.ofClient(parameters, client),
        CheckChallenge.of(parameters, client),
        CheckOpenIdRequest.of(parameters),
        Prompt.of(parameters));
  }
}
