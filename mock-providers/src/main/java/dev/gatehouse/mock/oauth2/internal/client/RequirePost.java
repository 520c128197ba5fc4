package dev.gatehouse.mock.oauth2.internal.client;

import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.oauth2.OAuth2Refusal;

/** Clients ask by POST (RFC 6749, section 3.2). */
final class RequirePost implements RequestRule {
  @Override
  public void check(ServerRequest request) throws OAuth2Refusal {
    if (!request.method().equals("POST")) {
      throw new OAuth2Refusal(
          405,
          "invalid_request",
          "This endpoint takes POST only.",
          "",
          "the endpoint was asked by another method; POST is right (RFC 6749, section 3.2)");
    }
  }
}
