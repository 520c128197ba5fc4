package dev.gatehouse.mock.oauth2;

import dev.gatehouse.mock.exchange.Endpoint;
import dev.gatehouse.mock.gate.BearerGate;
import dev.gatehouse.mock.oauth2.internal.answer.ReadOnly;
import dev.gatehouse.mock.oauth2.internal.authorize.AuthorizationEndpoint;
import dev.gatehouse.mock.oauth2.internal.authorize.CodeIssuer;
import dev.gatehouse.mock.oauth2.internal.authorize.CountingParameters;
import dev.gatehouse.mock.oauth2.internal.authorize.PushedRequestEndpoint;
import dev.gatehouse.mock.oauth2.internal.authorize.PushedRequests;
import dev.gatehouse.mock.oauth2.internal.authorize.SettleRequest;
import dev.gatehouse.mock.oauth2.internal.client.AuthenticateClient;
import dev.gatehouse.mock.oauth2.internal.client.ClientRequests;
import dev.gatehouse.mock.oauth2.internal.cors.Origins;
import dev.gatehouse.mock.oauth2.internal.cors.SharedAcrossOrigins;
import dev.gatehouse.mock.oauth2.internal.device.DeviceFlow;
import dev.gatehouse.mock.oauth2.internal.endpoint.EndpointTable;
import dev.gatehouse.mock.oauth2.internal.introspect.DescribeToken;
import dev.gatehouse.mock.oauth2.internal.introspect.IntrospectionEndpoint;
import dev.gatehouse.mock.oauth2.internal.metadata.Abilities;
import dev.gatehouse.mock.oauth2.internal.metadata.JwksEndpoint;
import dev.gatehouse.mock.oauth2.internal.metadata.MetadataEndpoint;
import dev.gatehouse.mock.oauth2.internal.openid.IdTokens;
import dev.gatehouse.mock.oauth2.internal.openid.UserTokenVerifier;
import dev.gatehouse.mock.oauth2.internal.openid.UserinfoEndpoint;
import dev.gatehouse.mock.oauth2.internal.registration.RegistrationEndpoint;
import dev.gatehouse.mock.oauth2.internal.requestobject.RequestObjects;
import dev.gatehouse.mock.oauth2.internal.revoke.RevocationEndpoint;
import dev.gatehouse.mock.oauth2.internal.token.BindTokens;
import dev.gatehouse.mock.oauth2.internal.token.TokenEndpoint;
import dev.gatehouse.mock.oauth2.internal.token.TokenResponses;
import java.util.List;
import java.util.Set;

/** Who answers at which endpoint of an authorization server, and whose pages may ask. */
final class ServerEndpoints {
  private final ServerParts parts;
  private final ClientRequests requests;
  private final PushedRequests pushed;
  private final CountingParameters counting;
  private final SettleRequest rules;

  ServerEndpoints(ServerParts parts) {
    this.parts = parts;
    requests =
        new ClientRequests(
            new AuthenticateClient(
                List.copyOf(parts.supported.authenticationMethods().values()), parts.clients));
    pushed = new PushedRequests(parts.ledger.pushedRequests());
    counting = new CountingParameters(pushed, new RequestObjects(parts.clock), parts.issuers);
    rules = new SettleRequest(parts.issuers, parts.pushedOnly);
  }

  /** All there are, in the order metadata tells them. */
  void addTo(EndpointTable table) {
    table.put("/login", parts.people::loginForm);
    table.put("/account", parts.people::accountForm);
    table.put("/consent", parts.people::consentForm);
    table.put("/authorize", "authorization_endpoint", this::authorization);
    table.put("/par", "pushed_authorization_request_endpoint", this::pushedRequest);
    table.put("/device_authorization", "device_authorization_endpoint", this::device);
    table.put(DeviceFlow.PAGE, parts.devices::page);
    table.put("/end_session", "end_session_endpoint", () -> parts.endSession);
    table.put("/logout", parts.endSession::form);
    table.put("/token", "token_endpoint", this::token);
    table.put("/jwks", "jwks_uri", () -> readByAll(new JwksEndpoint(parts.keys)));
    table.put("/introspect", "introspection_endpoint", this::introspection);
    table.put("/revoke", "revocation_endpoint", this::revocation);
    table.put("/userinfo", "userinfo_endpoint", this::userinfo);
    parts.registration.ifPresent(
        dynamic -> {
          table.put(RegistrationEndpoint.PATH, "registration_endpoint", dynamic::endpoint);
          table.putBelow(RegistrationEndpoint.PATH, dynamic::configuration);
        });
    table.putWellKnown(
        "oauth-authorization-server",
        "openid-configuration",
        () -> readByAll(new MetadataEndpoint(parts.issuers, table.published(), this::abilities)));
  }

  private Endpoint authorization() {
    return new AuthorizationEndpoint(
        parts.clients,
        counting,
        rules,
        parts.hints,
        parts.people.interaction(),
        new CodeIssuer(parts.ledger));
  }

  private Endpoint pushedRequest() {
    return shared(
        "POST", new PushedRequestEndpoint(requests, counting, rules, pushed, parts.proofs));
  }

  private Endpoint device() {
    return parts.devices.authorization(requests, parts.issuers);
  }

  private Endpoint token() {
    TokenResponses responses =
        new TokenResponses(parts.accessTokens, new IdTokens(parts.keys, parts.clock), parts.ledger);
    return shared(
        "POST",
        new TokenEndpoint(
            requests,
            parts.supported.grants(),
            parts.issuers,
            new BindTokens(parts.proofs),
            responses));
  }

  private Endpoint introspection() {
    return new IntrospectionEndpoint(
        requests, parts.tokens, new DescribeToken(parts.ledger), parts.issuers);
  }

  private Endpoint revocation() {
    return shared("POST", new RevocationEndpoint(requests, parts.tokens, parts.ledger.tokens()));
  }

  private Endpoint userinfo() {
    UserTokenVerifier verifier =
        new UserTokenVerifier(parts.anyAccessToken, parts.ledger.userAuthorizations());
    return shared(
        "GET, HEAD, POST",
        new UserinfoEndpoint(
            new BearerGate(verifier, Set.of("openid")), parts.ledger.userAuthorizations()));
  }

  private Abilities abilities() {
    return new Abilities(
        parts.supported,
        parts.clients.all(),
        parts.people.users().all(),
        parts.people.strengths().supported(),
        parts.keys.algorithms(),
        parts.pushedOnly);
  }

  /** Pages of the clients' origins may call it. */
  private Endpoint shared(String methods, Endpoint endpoint) {
    return new SharedAcrossOrigins(endpoint, parts.origins, methods);
  }

  private static Endpoint readByAll(Endpoint document) {
    return new SharedAcrossOrigins(new ReadOnly(document), new Origins.Any(), "GET, HEAD");
  }
}
