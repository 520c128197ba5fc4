package dev.gatehouse.mock.oauth2.internal.answer;

import dev.gatehouse.mock.exchange.Endpoint;
import dev.gatehouse.mock.exchange.Reply;
import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.exchange.ServerResponse;

/** Lets an endpoint be read, and nothing else (RFC 9110, section 15.5.6). */
public record ReadOnly(Endpoint endpoint) implements Endpoint {
  @Override
  public Reply answer(ServerRequest request) {
    if (request.method().equals("GET") || request.method().equals("HEAD")) {
      return endpoint.answer(request);
    }
    return new Reply(
        ServerResponse.json(405, "{\"error\":\"method_not_allowed\"}").with("Allow", "GET, HEAD"),
        "method.refused",
        "this endpoint can be read by GET only");
  }
}
