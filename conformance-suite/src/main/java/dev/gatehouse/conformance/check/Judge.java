package dev.gatehouse.conformance.check;

import dev.gatehouse.conformance.Expect;
import dev.gatehouse.conformance.client.CallResult;
import dev.gatehouse.conformance.client.CallResult.Kind;
import dev.gatehouse.conformance.peer.Peer;
import dev.gatehouse.conformance.peer.SeenRequest;
import java.util.List;

/** Judgements that many checks pass, and words for what a client did. */
final class Judge {
  private Judge() {}

  /** What came of a call, in words. */
  static String told(CallResult result) {
    if (result instanceof CallResult.Answered answered) {
      return "the call returned the status " + answered.status();
    }
    CallResult.Failed failed = (CallResult.Failed) result;
    return "the call failed (" + failed.kind().id() + "): " + failed.message();
  }

  /** An error the client declares, so that a caller can handle it. */
  static boolean declared(CallResult result) {
    return result instanceof CallResult.Failed failed && failed.kind() != Kind.UNEXPECTED;
  }

  /** The call was not sent, and the client said that it would not. */
  static boolean notSent(CallResult result, Peer peer) {
    return result instanceof CallResult.Failed failed
        && (failed.kind() == Kind.REFUSED || failed.kind() == Kind.AUTHENTICATION)
        && peer.requests().isEmpty();
  }

  /** Fails the check unless the call returned 200. */
  static void succeeded(CallResult result, String call, String explanation) {
    Expect.that(
        result instanceof CallResult.Answered answered && answered.status() == 200,
        call + " returns the status 200",
        told(result),
        explanation);
  }

  /** Fails the check unless the call ended in a declared error. */
  static void failed(CallResult result, String when, String explanation) {
    Expect.that(
        declared(result),
        when + ", the call fails with an error that the client declares",
        told(result),
        explanation);
  }

  /** Fails the check unless the client would not send the call. */
  static void refused(CallResult result, Peer peer, String what, String explanation) {
    Expect.that(
        notSent(result, peer),
        what + " is refused, with an error that the client declares and before anything is sent",
        told(result) + "; " + requests(peer.requests().size()) + " arrived",
        explanation);
  }

  /** Fails the check unless the client believed nothing of what a user brought back. */
  static void notRedeemed(TokenPeer server, CallResult result, String with, String explanation) {
    int tokenRequests = server.tokenRequests().size();
    Expect.that(
        declared(result)
            && tokenRequests == 0
            && server.calls().isEmpty()
            && !server.authorizations().isEmpty(),
        "when the user comes back with "
            + with
            + ", the call fails with an error that the client declares, and no token is asked for",
        told(result)
            + "; "
            + requests(tokenRequests)
            + " for a token arrived"
            + (server.authorizations().isEmpty() ? ", and no login was asked for" : ""),
        explanation);
  }

  /** The only request of a list; fails the check when there are none or more. */
  static SeenRequest only(List<SeenRequest> requests, String what) {
    Expect.that(
        requests.size() == 1,
        "exactly one " + what + " arrives",
        requests(requests.size()) + " arrived",
        "The rest of this check looks at that one request.");
    return requests.get(0);
  }

  static String requests(int count) {
    return count == 1 ? "1 request" : count + " requests";
  }
}
