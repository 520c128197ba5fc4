package dev.gatehouse.mock.oauth2.internal.authorize;

import dev.gatehouse.mock.credential.internal.Handles;
import dev.gatehouse.mock.credential.internal.Handles.Found;
import dev.gatehouse.mock.oauth2.OAuth2Refusal;
import dev.gatehouse.mock.oauth2.RegisteredClient;
import dev.gatehouse.mock.oauth2.internal.authorize.CountingParameters.Counting;
import dev.gatehouse.mock.oauth2.internal.ledger.PushedRequest;
import java.time.Duration;

/**
 * Authorization requests sent ahead, each good once and for its client only (RFC 9126, sections 2.2
 * and 4).
 *
 * @param kept where they are
 */
public record PushedRequests(Handles<PushedRequest> kept) {
  /** RFC 9126, section 2.2: from 5 to 600 seconds. */
  static final Duration LIFETIME = Duration.ofMinutes(1);

  private static final String PREFIX = "urn:ietf:params:oauth:request_uri:";

  /** Keeps a request; returns its {@code request_uri}. */
  String keep(PushedRequest request) {
    return PREFIX + kept.issue(request, LIFETIME);
  }

  /** The request sent ahead; of several who ask at once, one gets it. */
  Counting redeem(String uri, RegisteredClient client) throws OAuth2Refusal {
    if (!uri.startsWith(PREFIX)) {
      throw new OAuth2Refusal(
          400,
          "request_uri_not_supported",
          "Requests by reference have to be pushed.",
          "",
          "the request_uri is none that the pushed authorization request endpoint gave: it starts"
              + " by "
              + PREFIX
              + ". This server fetches nothing from elsewhere (RFC 9101, section 10.4.1)");
    }
    String handle = uri.substring(PREFIX.length());
    if (kept.peek(handle) instanceof Found.Good<PushedRequest> good) {
      rejectForeign(good.value(), client);
    }
    Found<PushedRequest> found = kept.redeem(handle);
    if (found instanceof Found.Good<PushedRequest> good) {
      return new Counting(good.value().parameters(), true, good.value().signed());
    }
    if (found instanceof Found.Used<PushedRequest>) {
      throw refusal(
          "the request_uri was used before; it is good once (RFC 9126, section 4). Was the page"
              + " loaded again?");
    }
    if (found instanceof Found.Expired<PushedRequest> expired) {
      throw refusal("the request_uri expired at " + expired.at());
    }
    throw refusal("no such request_uri was given, or it was before a reset");
  }

  /** Another's is left to it. */
  private static void rejectForeign(PushedRequest request, RegisteredClient client)
      throws OAuth2Refusal {
    if (!request.clientId().equals(client.id())) {
      throw refusal(
          "the request_uri was given to another client than "
              + client.id()
              + " (RFC 9126, section 2.2)");
    }
  }

  private static OAuth2Refusal refusal(String explanation) {
    return new OAuth2Refusal(
        400,
        "invalid_request_uri",
        "The request_uri is invalid, expired, used, or another client's.",
        "",
        explanation);
  }
}
