package dev.gatehouse.conformance.check;

import static dev.gatehouse.conformance.client.Feature.CUSTOM_HOOK;
import static dev.gatehouse.connection.AuthType.CUSTOM;

import dev.gatehouse.conformance.Bench;
import dev.gatehouse.conformance.Check;
import dev.gatehouse.conformance.Expect;
import dev.gatehouse.conformance.Spec;
import dev.gatehouse.conformance.client.CallRequest;
import dev.gatehouse.conformance.client.CallResult;
import dev.gatehouse.conformance.client.ClientSettings;
import dev.gatehouse.conformance.client.Hook;
import dev.gatehouse.conformance.client.Session;
import dev.gatehouse.conformance.peer.Peer;
import dev.gatehouse.conformance.peer.Reply;
import dev.gatehouse.conformance.peer.SeenRequest;
import java.util.List;

/** The auth type {@code custom}. */
final class CustomChecks {
  private CustomChecks() {}

  static List<Check> all() {
    return List.of(
        Check.must("custom.each-attempt", "The hook signs each attempt as it is sent")
            .from(Spec.hardening())
            .needs(CUSTOM)
            .needs(CUSTOM_HOOK)
            .rule(
                "A login hook runs for each attempt, with the final URI and the body, also after a"
                    + " redirect within the same origin.")
            .step(CustomChecks::eachAttempt),
        Check.must("custom.fail-closed", "When the hook fails, nothing is sent")
            .from(Spec.hardening())
            .needs(CUSTOM)
            .needs(CUSTOM_HOOK)
            .rule("When a login hook throws, the call ends in an error and is not sent.")
            .step(CustomChecks::failClosed));
  }

  private static void eachAttempt(Bench bench) {
    Peer peer = bench.peer();
    peer.on("/start", Reply.redirect(307, peer.at("/landed?page=2")));
    Session session =
        bench.open(Given.custom(peer.uri()), ClientSettings.defaults().withHook(Hook.DIGEST));
    session.call(CallRequest.post("/start", "first body"));
    session.call(CallRequest.post("/other?page=1", "second body"));
    List<SeenRequest> seen = peer.requests();
    Expect.that(
        peer.requests("/start").size() == 1 && peer.requests("/other").size() == 1,
        "both calls arrive",
        Judge.requests(seen.size()) + " arrived",
        "The check looks at the signatures of both calls.");
    for (SeenRequest request : seen) {
      String right = Hook.digest(request.method(), peer.at(request.target()), request.body());
      Expect.that(
          request.headers(Hook.DIGEST_HEADER).equals(List.of(right)),
          "the signature of " + request.method() + " " + request.target() + " is of that request",
          request.header(Hook.DIGEST_HEADER).isPresent()
              ? "it is of another request"
              : "it has none",
          "A signature covers the URI and the body of one attempt. Run the hook last, when both"
              + " are final, and again for every attempt and hop.");
    }
  }

  private static void failClosed(Bench bench) {
    Peer peer = bench.peer();
    CallResult result =
        bench.call(
            Given.custom(peer.uri()),
            ClientSettings.defaults().withHook(Hook.FAILING),
            CallRequest.get("/orders"));
    Judge.refused(
        result,
        peer,
        "a call whose login hook fails",
        "A request without its login may be answered by a server that is less strict than it"
            + " should be. When there is no credential, there is no request.");
  }
}
