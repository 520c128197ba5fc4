package dev.gatehouse.mock.oauth2.internal.registration;

import dev.gatehouse.mock.exchange.Endpoint;
import dev.gatehouse.mock.exchange.Reply;
import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.oauth2.OAuth2Refusal;
import dev.gatehouse.mock.oauth2.internal.answer.RefusalReply;
import dev.gatehouse.mock.oauth2.internal.issuer.Issuers;
import java.util.Optional;

/**
 * Where clients register themselves (RFC 7591, section 3).
 *
 * @param initialAccess the token it takes; empty when anybody may register
 * @param registering makes the client
 * @param issuers tell where it manages its registration
 */
public record RegistrationEndpoint(
    Optional<RegistrationToken> initialAccess, RegisterClient registering, Issuers issuers)
    implements Endpoint {
  public static final String PATH = "/register";

  @Override
  public Reply answer(ServerRequest request) {
    try {
      if (!request.method().equals("POST")) {
        throw new OAuth2Refusal(
            405,
            "invalid_request",
            "Clients register by POST.",
            "registration",
            "the registration endpoint was asked by another method; POST is right (RFC 7591,"
                + " section 3.1)");
      }
      Optional<Reply> objection =
          initialAccess.isPresent() ? initialAccess.get().objection(request) : Optional.empty();
      return objection.isPresent() ? objection.get() : register(request);
    } catch (OAuth2Refusal refusal) {
      return RefusalReply.of(refusal, "registration");
    }
  }

  private Reply register(ServerRequest request) throws OAuth2Refusal {
    DynamicClient client = registering.register(ReadJson.of(request));
    return new Reply(
        ClientInformation.of(201, client, uri(client, request)),
        "registration.success",
        "client " + client.client().id() + " registered itself");
  }

  private String uri(DynamicClient client, ServerRequest request) {
    return issuers.of(request).uri(PATH + "/" + client.client().id());
  }
}
