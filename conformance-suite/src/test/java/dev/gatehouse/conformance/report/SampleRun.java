package dev.gatehouse.conformance.report;

import dev.gatehouse.conformance.Check;
import dev.gatehouse.conformance.CheckResult;
import dev.gatehouse.conformance.Exchange;
import dev.gatehouse.conformance.Outcome;
import dev.gatehouse.conformance.Run;
import dev.gatehouse.conformance.Spec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A run with one result of every standing, and text a hostile server could have sent. */
final class SampleRun {
  static final String HOSTILE = "<script>alert('1')</script> | `x` \"&\" \u0000\u001b[31m\uD800";

  private SampleRun() {}

  static Run run() {
    return new Run(
        "client <b>1</b>",
        "0.1.0",
        Instant.parse("2026-11-24T10:00:00Z"),
        Duration.ofMillis(12_345),
        List.of(
            result(
                Check.must("basic.encode", "Credentials are Base64 of user:password"),
                new Outcome.Passed()),
            result(
                Check.must("basic.utf8", "Credentials are UTF-8"),
                new Outcome.Failed(
                    "the octets of UTF-8",
                    HOSTILE,
                    "A password with an umlaut is otherwise another password.")),
            result(
                Check.should("http.401-static", "A refused password is not sent again"),
                new Outcome.Failed(
                    "1 request", "2 requests", "Repeating it can lock the account.")),
            result(
                Check.info("http.header-case", "Header names keep their case"),
                new Outcome.Failed("X-Key", "x-key", "Some old servers compare with case.")),
            result(
                Check.must("http.stall", "A silent server ends in a time-out"),
                new Outcome.Broken("no port was free")),
            result(
                Check.must("custom.each-attempt", "The hook runs for each attempt"),
                new Outcome.Skipped("the client does not have the feature custom-hook"))));
  }

  private static CheckResult result(Check.Draft draft, Outcome outcome) {
    Check check =
        draft
            .from(Spec.rfc(7617, "2"), Spec.hardening())
            .rule("The client must do this, in plain words.")
            .step(bench -> {});
    List<Exchange> exchanges =
        outcome instanceof Outcome.Failed
            ? List.of(
                new Exchange(
                    "peer 1",
                    "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Basic ***",
                    "401, WWW-Authenticate: Basic realm=\"r\", 0 bytes of body"),
                new Exchange("gatehouse", "GET /2 HTTP/1.1", HOSTILE))
            : List.of();
    return new CheckResult(check, outcome, Duration.ofMillis(42), exchanges);
  }
}
