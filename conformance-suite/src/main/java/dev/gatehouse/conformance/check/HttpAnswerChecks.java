package dev.gatehouse.conformance.check;

import static dev.gatehouse.connection.AuthType.NONE;

import dev.gatehouse.conformance.Bench;
import dev.gatehouse.conformance.Check;
import dev.gatehouse.conformance.Expect;
import dev.gatehouse.conformance.Spec;
import dev.gatehouse.conformance.client.CallRequest;
import dev.gatehouse.conformance.client.CallResult;
import dev.gatehouse.conformance.client.ClientSettings;
import dev.gatehouse.conformance.peer.Peer;
import dev.gatehouse.conformance.peer.Reply;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Answers that do not come, or come in part. */
final class HttpAnswerChecks {
  private static final CallRequest CALL = CallRequest.get("/orders");

  private HttpAnswerChecks() {}

  static List<Check> all() {
    return List.of(
        Check.must("http.stall", "A server that never answers ends in a time-out")
            .from(Spec.hardening())
            .needs(NONE)
            .rule("Silence for longer than the response time-out is an error.")
            .step(HttpAnswerChecks::stall),
        Check.must("http.truncated", "Half an answer is an error")
            .from(Spec.rfc(9112, "8"))
            .needs(NONE)
            .rule("An answer that ends before its Content-Length is an error, not a short answer.")
            .step(HttpAnswerChecks::truncated));
  }

  private static void stall(Bench bench) throws InterruptedException {
    CountDownLatch arrived = new CountDownLatch(1);
    Peer peer = bench.peer();
    peer.answer(
        request -> {
          arrived.countDown();
          return Reply.stall();
        });
    long start = System.nanoTime();
    CallResult result =
        bench.call(
            Given.none(peer.uri()),
            ClientSettings.defaults().withResponseTimeout(Duration.ofMillis(200)),
            CALL);
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    Expect.that(
        arrived.await(5, TimeUnit.SECONDS)
            && Judge.declared(result)
            && took.compareTo(Duration.ofSeconds(5)) < 0,
        "after a response time-out of 200 ms, the call fails",
        Judge.told(result) + " after " + took.toMillis() + " ms",
        "Without a time-out on reading, one silent server holds a thread for ever. Set it on every"
            + " connection, also on those that were open before.");
  }

  private static void truncated(Bench bench) {
    String why =
        "The connection broke, and nobody can know what is missing: half a list of orders looks"
            + " like a short list. Compare what was read with Content-Length.";
    Peer whole = bench.peer().answer(Reply.text(200, "0123456789"));
    CallResult good = bench.call(Given.none(whole.uri()), CALL);
    Judge.succeeded(good, "a whole answer", why);

    Peer half = bench.peer().answer(Reply.text(200, "0123456789").truncated(5));
    Judge.failed(bench.call(Given.none(half.uri()), CALL), "when 5 of 15 bytes are missing", why);
  }
}
