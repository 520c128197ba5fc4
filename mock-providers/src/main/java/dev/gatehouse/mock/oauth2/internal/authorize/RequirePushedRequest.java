package dev.gatehouse.mock.oauth2.internal.authorize;

import dev.gatehouse.mock.oauth2.OAuth2Refusal;
import dev.gatehouse.mock.oauth2.RegisteredClient;
import dev.gatehouse.mock.oauth2.internal.authorize.CountingParameters.Counting;

/**
 * Where requests have to be sent ahead, or signed, no other counts (RFC 9126, section 4; RFC 9101,
 * section 10.5).
 */
final class RequirePushedRequest {
  private RequirePushedRequest() {}

  static void check(Counting asked, RegisteredClient client, boolean pushedOnly)
      throws OAuth2Refusal {
    if (!asked.pushed() && (pushedOnly || client.pushedRequestsRequired())) {
      throw OAuth2Refusal.invalidRequest(
          "The authorization request has to be pushed.",
          "the request came by the browser, but "
              + (pushedOnly ? "this server" : "client " + client.id())
              + " takes pushed requests only: POST it to the pushed authorization request"
              + " endpoint first, and send the request_uri (RFC 9126, section 4)");
    }
    if (!asked.signed() && client.signedRequestsRequired()) {
      throw OAuth2Refusal.invalidRequest(
          "The authorization request has to be signed.",
          "client "
              + client.id()
              + " is registered with require_signed_request_object, but the request has no"
              + " request object: the parameter request is missing (RFC 9101, section 10.5)");
    }
  }
}
