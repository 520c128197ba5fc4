package dev.gatehouse.mock.oauth2.internal.registration;

import dev.gatehouse.mock.exchange.Endpoint;
import dev.gatehouse.mock.exchange.Reply;
import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.exchange.ServerResponse;
import dev.gatehouse.mock.oauth2.OAuth2Refusal;
import dev.gatehouse.mock.oauth2.internal.answer.NoStore;
import dev.gatehouse.mock.oauth2.internal.answer.RefusalReply;
import dev.gatehouse.mock.oauth2.internal.issuer.Issuers;
import java.util.Optional;

/**
 * Where a client reads, changes and ends its registration (RFC 7592, section 2).
 *
 * @param id the client's, from the path
 * @param clients knows it
 * @param registering changes it
 * @param issuers tell the address
 */
public record ConfigurationEndpoint(
    String id, DynamicClients clients, RegisterClient registering, Issuers issuers)
    implements Endpoint {

  @Override
  public Reply answer(ServerRequest request) {
    Optional<DynamicClient> client = clients.find(id);
    Optional<Reply> objection =
        new RegistrationToken(
                client.map(DynamicClient::accessToken),
                client.isPresent()
                    ? "the token is not the registration_access_token of client " + id
                    : "no client registered itself by this id, or it has ended, or the server was"
                        + " reset")
            .objection(request);
    if (objection.isPresent()) {
      return objection.get();
    }
    try {
      return manage(client.orElseThrow(), request);
    } catch (OAuth2Refusal refusal) {
      return RefusalReply.of(refusal, "registration");
    }
  }

  private Reply manage(DynamicClient client, ServerRequest request) throws OAuth2Refusal {
    return switch (request.method()) {
      case "GET", "HEAD" -> information(client, request, "registration.read");
      case "PUT" ->
          registering
              .change(client, ReadJson.of(request))
              .map(changed -> information(changed, request, "registration.changed"))
              .orElseGet(() -> answer(request)); // it ended in between: the token says so now
      case "DELETE" -> end(client);
      default ->
          new Reply(
              ServerResponse.json(405, "{\"error\":\"method_not_allowed\"}")
                  .with("Allow", "GET, HEAD, PUT, DELETE"),
              "method.refused",
              "a registration is read by GET, changed by PUT and ended by DELETE (RFC 7592,"
                  + " section 2)");
    };
  }

  private Reply information(DynamicClient client, ServerRequest request, String event) {
    String uri = issuers.of(request).uri(RegistrationEndpoint.PATH + "/" + id);
    return new Reply(ClientInformation.of(200, client, uri), event, null);
  }

  private Reply end(DynamicClient client) {
    clients.remove(client.client().id());
    return new Reply(
        NoStore.on(ServerResponse.status(204)),
        "registration.ended",
        "client " + id + " ended its registration, and with it every token it had");
  }
}
