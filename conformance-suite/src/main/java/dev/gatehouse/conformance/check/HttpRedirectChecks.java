package dev.gatehouse.conformance.check;

import static dev.gatehouse.connection.AuthType.HEADER;
import static dev.gatehouse.connection.AuthType.NONE;
import static dev.gatehouse.connection.AuthType.OAUTH2_CLIENT_CREDENTIALS;

import dev.gatehouse.conformance.Bench;
import dev.gatehouse.conformance.Check;
import dev.gatehouse.conformance.Expect;
import dev.gatehouse.conformance.Spec;
import dev.gatehouse.conformance.client.CallRequest;
import dev.gatehouse.conformance.client.CallResult;
import dev.gatehouse.conformance.peer.Peer;
import dev.gatehouse.conformance.peer.Reply;
import dev.gatehouse.conformance.peer.SeenRequest;
import dev.gatehouse.connection.Connection;
import dev.gatehouse.connection.HeaderAuth;
import dev.gatehouse.mock.Gatehouse;
import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.exchange.ServerResponse;
import dev.gatehouse.mock.gate.Gate;
import dev.gatehouse.mock.gate.Verdict;
import java.net.URI;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Where a credential may not follow a redirect. */
final class HttpRedirectChecks {
  private static final CallRequest START = CallRequest.get("/start");
  private static final String KEY = "redirect-secret-key";
  private static final int BOUND = 50;
  private static final String WHY =
      "Whoever can make a server redirect would be handed the credential. When scheme, host or"
          + " port of the next address differ, leave out Authorization, Cookie and every header"
          + " and parameter that logs in. Not following at all is fine too.";

  private HttpRedirectChecks() {}

  static List<Check> all() {
    return List.of(
        Check.must("http.redirect-cross-host", "No credential follows a redirect to another host")
            .from(Spec.rfc(9110, "15.4"))
            .needs(HEADER)
            .rule(
                "After a redirect to another host name, Authorization, Cookie and configured"
                    + " headers are not sent.")
            .step(HttpRedirectChecks::crossHost),
        Check.must("http.redirect-cross-port", "No credential follows a redirect to another port")
            .from(Spec.rfc(9110, "15.4"), Spec.rfc(9110, "4.3.1"))
            .needs(HEADER)
            .rule("The same host on another port is another origin and gets no credential.")
            .step(HttpRedirectChecks::crossPort),
        Check.must("http.redirect-downgrade", "No credential follows a redirect from https to http")
            .from(Spec.rfc(9110, "15.4"), Spec.rfc(6750, "5.3"))
            .needs(HEADER)
            .rule("After a redirect from https to http, nothing that logs in is sent.")
            .step(HttpRedirectChecks::downgrade),
        Check.must("http.redirect-limit", "A loop of redirects ends")
            .from(Spec.rfc(9110, "15.4"))
            .needs(NONE)
            .rule("A client detects a loop of redirects, or stops after a number of them.")
            .step(HttpRedirectChecks::limit));
  }

  private static void crossHost(Bench bench) {
    Peer keyed = elsewhere(bench);
    bench.call(Given.header(keyed.uri(), "X-Api-Key", KEY), START);
    judge(keyed, keyed);

    Peer callers = elsewhere(bench);
    bench.call(
        Given.header(callers.uri(), "X-Api-Key", KEY),
        START.with("Authorization", "Bearer " + KEY).with("Cookie", "session=" + KEY));
    judge(callers, callers);

    if (bench.client().authTypes().contains(OAUTH2_CLIENT_CREDENTIALS)) {
      TokenPeer tokens = TokenPeer.on(bench);
      tokens
          .peer()
          .on("/api/start", Reply.redirect(302, landing(tokens.peer().uri("localhost"))))
          .on("/token", TokenPeer.token(KEY, "\"expires_in\":3600"));
      bench.call(tokens.connection(), START);
      judge(tokens.peer(), tokens.peer());
    }
  }

  private static Peer elsewhere(Bench bench) {
    Peer peer = bench.peer();
    return peer.on("/start", Reply.redirect(302, landing(peer.uri("localhost"))));
  }

  private static void crossPort(Bench bench) {
    Peer other = bench.peer();
    Peer home = bench.peer().on("/start", Reply.redirect(302, landing(other.uri())));
    bench.call(Given.header(home.uri(), "X-Api-Key", KEY), START);
    judge(home, other);
  }

  private static URI landing(URI base) {
    return base.resolve("/landed");
  }

  private static void judge(Peer home, Peer target) {
    List<SeenRequest> first =
        home.requests().stream().filter(request -> request.path().endsWith("/start")).toList();
    Expect.that(
        Judge.only(first, "call").head().contains(KEY),
        "the first request carries the credential",
        "it does not",
        "A client that does not log in at the right place cannot be judged elsewhere.");
    noCredential(target.requests("/landed"));
  }

  private static void noCredential(List<SeenRequest> landed) {
    Expect.that(
        landed.stream().noneMatch(request -> (request.head() + request.text()).contains(KEY)),
        "the redirect's target gets no credential",
        "the request to it carried one",
        WHY);
  }

  private static void downgrade(Bench bench) {
    Peer plain = bench.peer();
    Gatehouse secure = bench.gatehouse();
    Queue<ServerRequest> seen = new ConcurrentLinkedQueue<>();
    Gate redirect =
        request -> {
          seen.add(request);
          return new Verdict.Challenged(
              "sent to plain http on purpose",
              ServerResponse.status(302).with("Location", landing(plain.uri()).toString()));
        };
    secure.guard("/downgrade", redirect);
    Connection connection =
        Given.trusting(
            secure.httpsUri().resolve("/downgrade"),
            HeaderAuth.of("X-Api-Key", KEY),
            secure.caPem());
    CallResult result = bench.call(connection, START);
    Expect.that(
        seen.size() == 1 && seen.element().headers("X-Api-Key").equals(List.of(KEY)),
        "the call arrives over TLS with its credential",
        Judge.told(result) + "; over TLS, " + Judge.requests(seen.size()) + " arrived",
        "The check needs a client that trusts the certificates of its connection.");
    noCredential(plain.requests());
  }

  private static void limit(Bench bench) {
    Peer peer = bench.peer();
    peer.answer(
        request ->
            request.number() > BOUND
                ? Reply.ok()
                : Reply.redirect(302, peer.at("/again?" + request.number())));
    CallResult result = bench.call(Given.none(peer.uri()), START);
    boolean stopped =
        Judge.declared(result)
            || (result instanceof CallResult.Answered answered && answered.status() == 302);
    int requests = peer.requests().size();
    Expect.that(
        stopped && requests >= 1 && requests <= BOUND,
        "the client stops within " + BOUND + " redirects, with an error or the last redirect",
        Judge.told(result) + " after " + Judge.requests(requests),
        "A server that redirects in a circle must not hold a client for ever. Browsers stop after"
            + " about twenty.");
  }
}
