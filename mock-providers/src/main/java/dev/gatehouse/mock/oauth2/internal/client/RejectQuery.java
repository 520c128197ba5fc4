package dev.gatehouse.mock.oauth2.internal.client;

import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.oauth2.OAuth2Refusal;

/** Parameters belong in the body, never in the URI (RFC 6749, sections 2.3.1 and 3.2). */
final class RejectQuery implements RequestRule {
  @Override
  public void check(ServerRequest request) throws OAuth2Refusal {
    String query = request.query();
    if (query != null && !query.isEmpty()) {
      throw OAuth2Refusal.invalidRequest(
          "Parameters belong in the body.",
          "the request has a query; parameters belong in the form body, as URIs end in logs"
              + " (RFC 6749, section 2.3.1)");
    }
  }
}
