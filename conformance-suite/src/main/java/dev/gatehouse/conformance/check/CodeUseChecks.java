package dev.gatehouse.conformance.check;

import static dev.gatehouse.connection.AuthType.OAUTH2_AUTHORIZATION_CODE;

import dev.gatehouse.conformance.Bench;
import dev.gatehouse.conformance.Check;
import dev.gatehouse.conformance.Expect;
import dev.gatehouse.conformance.Spec;
import dev.gatehouse.conformance.client.CallRequest;
import dev.gatehouse.conformance.client.CallResult;
import dev.gatehouse.conformance.client.Session;
import dev.gatehouse.conformance.peer.Reply;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** That a code is used up by one request. */
final class CodeUseChecks {
  private static final CallRequest CALL = CallRequest.get("/orders");

  private CodeUseChecks() {}

  static List<Check> all() {
    return List.of(
        Check.must("code.once", "A code is sent once")
            .from(Spec.rfc(6749, "4.1.2"))
            .needs(OAUTH2_AUTHORIZATION_CODE)
            .rule(
                "No code is in a second token request: not when the first was refused or had no"
                    + " answer, and not when its token is refused later.")
            .step(CodeUseChecks::once));
  }

  private static void once(Bench bench) {
    Map<String, Reply> failures = new LinkedHashMap<>();
    failures.put("the connection is closed without an answer", Reply.hangUp());
    failures.put(
        "the answer breaks off", Reply.json(200, "{\"access_token\":\"half-a-t").truncated(100));
    failures.put("the server is overloaded", Reply.text(503, "busy").with("Retry-After", "0"));
    failures.put("the code is refused", Reply.json(400, "{\"error\":\"invalid_grant\"}"));
    failures.forEach(
        (what, reply) -> {
          TokenPeer server = TokenPeer.on(bench, OAUTH2_AUTHORIZATION_CODE).tokens(reply);
          try (Session session = bench.open(server.connection())) {
            CallResult first = session.call(CALL);
            session.call(CALL);
            eachOnce(server, "when " + what);
            Judge.failed(first, "when " + what, "Without a token there is no call.");
          }
        });

    TokenPeer server =
        TokenPeer.on(bench, OAUTH2_AUTHORIZATION_CODE)
            .tokens(TokenPeer.token("refused-token", "\"expires_in\":3600"))
            .api(TokenPeer.invalidToken());
    bench.call(server.connection(), CALL);
    eachOnce(server, "when the API refuses the token");
  }

  private static void eachOnce(TokenPeer server, String when) {
    Map<String, Long> sent =
        server.tokenRequests().stream()
            .flatMap(request -> TokenPeer.values(request, "code").stream())
            .collect(Collectors.groupingBy(code -> code, Collectors.counting()));
    Expect.that(
        !sent.isEmpty() && sent.values().stream().allMatch(count -> count == 1),
        when + ", no code is sent a second time",
        sent.isEmpty()
            ? "no code was sent at all"
            : "a code was sent "
                + sent.values().stream().mapToLong(Long::longValue).max().getAsLong()
                + " times",
        "A server takes a second use of a code for theft, and withdraws the tokens it has issued"
            + " for it. The first request may have been carried out although its answer is lost:"
            + " let the user log in again instead of repeating it.");
  }
}
