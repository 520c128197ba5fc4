package dev.gatehouse.mock.oauth2.internal.authorize;

import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.oauth2.OAuth2Refusal;
import dev.gatehouse.mock.oauth2.Parameters;
import dev.gatehouse.mock.oauth2.RegisteredClient;
import dev.gatehouse.mock.oauth2.internal.issuer.Issuers;
import dev.gatehouse.mock.oauth2.internal.requestobject.RequestObjects;
import java.util.Optional;

/**
 * Which parameters count: those that came, or those that they refer to, by {@code request_uri} or
 * {@code request}, and then only those (RFC 9101, sections 5 and 6.3).
 *
 * @param pushed requests sent ahead
 * @param objects reads request objects
 * @param issuers whom request objects have to be for
 */
public record CountingParameters(PushedRequests pushed, RequestObjects objects, Issuers issuers) {
  /**
   * The parameters that count.
   *
   * @param pushed whether they were sent ahead
   * @param signed whether they came in a request object
   */
  record Counting(Parameters parameters, boolean pushed, boolean signed) {}

  /** Those of a request at the authorization endpoint. */
  Counting of(ServerRequest http, Parameters sent, RegisteredClient client) throws OAuth2Refusal {
    Optional<String> reference = sent.get("request_uri");
    if (reference.isEmpty()) {
      return ofValue(http, sent, client);
    }
    if (sent.get("request").isPresent()) {
      throw OAuth2Refusal.invalidRequest(
          "The parameters request and request_uri exclude each other.",
          "the request has both request and request_uri; one is right (RFC 9101, section 5)");
    }
    return pushed.redeem(reference.get(), client);
  }

  /** Those of a request that refers to none sent ahead. */
  Counting ofValue(ServerRequest http, Parameters sent, RegisteredClient client)
      throws OAuth2Refusal {
    Optional<String> object = sent.get("request");
    return object.isEmpty()
        ? new Counting(sent, false, false)
        : new Counting(
            objects.read(object.get(), client, issuers.of(http).identifier()), false, true);
  }
}
