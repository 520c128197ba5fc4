package dev.gatehouse.mock.oauth2.internal.client;

import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.oauth2.ClientAuthentication;
import dev.gatehouse.mock.oauth2.ClientAuthentication.Claim;
import dev.gatehouse.mock.oauth2.Leniency;
import dev.gatehouse.mock.oauth2.OAuth2Refusal;
import dev.gatehouse.mock.oauth2.Parameters;
import dev.gatehouse.mock.oauth2.RegisteredClient;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The client proves who it is, by one method, the one it is registered for (RFC 6749, sections 2.3
 * and 3.2.1).
 */
public final class AuthenticateClient {
  private static final Set<String> BY_SECRET =
      Set.of(ClientSecretBasic.METHOD, ClientSecretPost.METHOD);

  private final List<ClientAuthentication> methods;
  private final ClientRegistry clients;

  public AuthenticateClient(List<ClientAuthentication> methods, ClientRegistry clients) {
    this.methods = List.copyOf(methods);
    this.clients = clients;
  }

  /**
   * The client that sent a request.
   *
   * @throws OAuth2Refusal if the request does not prove it
   */
  public RegisteredClient authenticate(ServerRequest http, Parameters parameters)
      throws OAuth2Refusal {
    Map<ClientAuthentication, Claim> claims = detect(http, parameters);
    if (claims.isEmpty()) {
      throw OAuth2Refusal.invalidClient(
          "the request does not say which client it comes from: id and secret are missing");
    }
    rejectSeveralMethods(claims);
    Claim any = claims.values().iterator().next();
    rejectAnotherClientId(parameters, any);
    RegisteredClient client = find(any);
    requireProof(claims.get(requireRegisteredMethod(claims.keySet(), client)), client);
    return client;
  }

  /** What shows in the request; what only might be meant counts when nothing else shows. */
  private Map<ClientAuthentication, Claim> detect(ServerRequest http, Parameters parameters)
      throws OAuth2Refusal {
    Map<ClientAuthentication, Claim> claims = new LinkedHashMap<>();
    for (ClientAuthentication method : methods) {
      method.detect(http, parameters).ifPresent(claim -> claims.put(method, claim));
    }
    if (!claims.keySet().stream().allMatch(ClientAuthentication::isImplicit)) {
      claims.keySet().removeIf(ClientAuthentication::isImplicit);
    }
    return claims;
  }

  /** RFC 6749, section 2.3: no more than one method in each request. */
  private static void rejectSeveralMethods(Map<ClientAuthentication, Claim> claims)
      throws OAuth2Refusal {
    List<ClientAuthentication> shown =
        claims.keySet().stream().filter(method -> !method.isImplicit()).toList();
    if (shown.size() > 1) {
      throw OAuth2Refusal.invalidRequest(
          "More than one way of client authentication.",
          "the client authenticates by several methods at once, one is right: "
              + shown.stream().map(ClientAuthentication::method).collect(Collectors.joining(", ")));
    }
  }

  /** A client_id beside the credentials must be the same (RFC 6749, section 3.2.1). */
  private static void rejectAnotherClientId(Parameters parameters, Claim claim)
      throws OAuth2Refusal {
    Optional<String> named = parameters.get("client_id");
    if (named.isPresent() && !named.get().equals(claim.clientId())) {
      throw OAuth2Refusal.invalidRequest(
          "The client_id does not match the credentials.",
          "the parameter client_id names another client than the credentials do");
    }
  }

  private RegisteredClient find(Claim claim) throws OAuth2Refusal {
    return clients
        .find(claim.clientId())
        .orElseThrow(() -> OAuth2Refusal.invalidClient(clients.explainUnknown(claim.clientId())));
  }

  private static ClientAuthentication requireRegisteredMethod(
      Set<ClientAuthentication> used, RegisteredClient client) throws OAuth2Refusal {
    for (ClientAuthentication method : used) {
      if (method.method().equals(client.authenticationMethod())
          || (client.may(Leniency.SECRET_IN_HEADER_OR_BODY)
              && BY_SECRET.containsAll(List.of(method.method(), client.authenticationMethod())))) {
        return method;
      }
    }
    ClientAuthentication first = used.iterator().next();
    throw OAuth2Refusal.invalidClient(
        "client "
            + client.id()
            + " sent "
            + first.appearance()
            + " ("
            + first.method()
            + "), but is registered for "
            + client.authenticationMethod());
  }

  private static void requireProof(Claim claim, RegisteredClient client) throws OAuth2Refusal {
    Optional<String> refutation = claim.refute(client);
    if (refutation.isPresent()) {
      throw OAuth2Refusal.invalidClient(refutation.get());
    }
  }
}
