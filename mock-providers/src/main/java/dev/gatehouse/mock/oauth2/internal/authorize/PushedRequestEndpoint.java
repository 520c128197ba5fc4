package dev.gatehouse.mock.oauth2.internal.authorize;

import dev.gatehouse.mock.exchange.Endpoint;
import dev.gatehouse.mock.exchange.Reply;
import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.oauth2.OAuth2Refusal;
import dev.gatehouse.mock.oauth2.Parameters;
import dev.gatehouse.mock.oauth2.RegisteredClient;
import dev.gatehouse.mock.oauth2.internal.answer.NoStore;
import dev.gatehouse.mock.oauth2.internal.answer.RefusalReply;
import dev.gatehouse.mock.oauth2.internal.authorize.CountingParameters.Counting;
import dev.gatehouse.mock.oauth2.internal.client.ClientRequest;
import dev.gatehouse.mock.oauth2.internal.client.ClientRequests;
import dev.gatehouse.mock.oauth2.internal.dpop.DpopProofs;
import dev.gatehouse.mock.oauth2.internal.dpop.ProvedKey;
import dev.gatehouse.mock.oauth2.internal.ledger.PushedRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Takes authorization requests from the client itself, before a user is involved (RFC 9126, section
 * 2). What the authorization endpoint would refuse is refused here already.
 *
 * @param requests prove the client
 * @param counting tells which parameters count
 * @param rules for the request
 * @param pushed keeps it
 * @param proofs verifies a DPoP proof, whose key the code will be bound to
 */
public record PushedRequestEndpoint(
    ClientRequests requests,
    CountingParameters counting,
    SettleRequest rules,
    PushedRequests pushed,
    DpopProofs proofs)
    implements Endpoint {
  /** More than any request needs, so that what is kept stays small. */
  private static final int MOST_BYTES = 65_536;

  private static final Set<String> CREDENTIALS =
      Set.of("client_secret", "client_assertion", "client_assertion_type");

  /** Where proofs need a nonce, each answer names the next one (RFC 9449, section 8.2). */
  @Override
  public Reply answer(ServerRequest http) {
    return proofs.withNonce(decide(http));
  }

  private Reply decide(ServerRequest http) {
    try {
      rejectOversized(http);
      ClientRequest asked = requests.read(http);
      rejectReference(asked.parameters());
      Counting own =
          counting.ofValue(http, asked.parameters().without(CREDENTIALS), asked.client());
      Counting ahead = new Counting(bound(http, own.parameters()), true, own.signed());
      rules.settle(
          ahead, asked.client(), rules.redirection(http, ahead.parameters(), asked.client()));
      return keep(ahead, asked.client());
    } catch (OAuth2Refusal refusal) {
      return RefusalReply.of(refusal, "pushed_request");
    }
  }

  /**
   * RFC 9449, section 10.1: a proof here binds the code as dpop_jkt does, and must agree with it.
   */
  private Parameters bound(ServerRequest http, Parameters parameters) throws OAuth2Refusal {
    if (!DpopProofs.isIn(http)) {
      return parameters;
    }
    String proved = ProvedKey.of(http, proofs);
    Optional<String> named = parameters.get("dpop_jkt");
    if (named.isPresent() && !named.get().equals(proved)) {
      throw OAuth2Refusal.invalidRequest(
          "The dpop_jkt is not the key of the DPoP proof.",
          "the parameter dpop_jkt names another key than that of the DPoP proof beside it (RFC"
              + " 9449, section 10.1)");
    }
    return parameters.with("dpop_jkt", proved);
  }

  /** RFC 9126, section 2.3. */
  private static void rejectOversized(ServerRequest http) throws OAuth2Refusal {
    if (http.body().length > MOST_BYTES) {
      throw new OAuth2Refusal(
          413,
          "invalid_request",
          "The authorization request is too large.",
          "",
          "the request has "
              + http.body().length
              + " bytes; up to "
              + MOST_BYTES
              + " are taken (RFC 9126, section 2.3)");
    }
  }

  /** RFC 9126, section 2.1, step 2. */
  private static void rejectReference(Parameters parameters) throws OAuth2Refusal {
    if (parameters.get("request_uri").isPresent()) {
      throw OAuth2Refusal.invalidRequest(
          "The parameter request_uri does not belong here.",
          "the request has a request_uri, which is what this endpoint gives; push the parameters"
              + " themselves (RFC 9126, section 2.1)");
    }
  }

  private Reply keep(Counting ahead, RegisteredClient client) {
    String uri = pushed.keep(new PushedRequest(client.id(), ahead.parameters(), ahead.signed()));
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("request_uri", uri);
    body.put("expires_in", PushedRequests.LIFETIME.toSeconds());
    return new Reply(
        NoStore.json(201, body),
        "pushed_request.success",
        "client "
            + client.id()
            + " got a request_uri, good once within "
            + PushedRequests.LIFETIME.toSeconds()
            + " seconds");
  }
}
