package dev.gatehouse.conformance.check;

import static dev.gatehouse.connection.AuthType.HEADER;

import dev.gatehouse.conformance.Bench;
import dev.gatehouse.conformance.Check;
import dev.gatehouse.conformance.Expect;
import dev.gatehouse.conformance.Spec;
import dev.gatehouse.conformance.client.CallRequest;
import dev.gatehouse.conformance.client.CallResult;
import dev.gatehouse.conformance.peer.Peer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The auth type {@code header}. */
final class HeaderChecks {
  private static final String WHY =
      "A key is compared byte by byte. Send it exactly as it is configured, or refuse it; never"
          + " trim, fold or recode it.";

  private HeaderChecks() {}

  static List<Check> all() {
    return List.of(
        Check.must("header.exact", "A configured header value arrives unchanged")
            .from(Spec.rfc(9110, "5.5"))
            .needs(HEADER)
            .rule(
                "The bytes of a value arrive unchanged. Letters beyond ASCII are refused, or sent"
                    + " in UTF-8 or ISO-8859-1 without loss.")
            .step(HeaderChecks::exact));
  }

  private static void exact(Bench bench) {
    for (String value :
        List.of(
            "Key  with   many    spaces",
            "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~",
            "a=b;c=\"d\", e=%41+%2B")) {
      Peer peer = bench.peer();
      CallResult result =
          bench.call(Given.header(peer.uri(), "X-Api-Key", value), CallRequest.get("/orders"));
      Expect.that(
          peer.requests().size() == 1
              && peer.requests().get(0).headers("X-Api-Key").equals(List.of(value)),
          "a value of " + value.length() + " characters arrives as it is",
          Judge.told(result) + "; what arrived differs",
          WHY);
    }
    String umlaut = "schl\u00fcssel";
    Peer peer = bench.peer();
    CallResult result =
        bench.call(Given.header(peer.uri(), "X-Api-Key", umlaut), CallRequest.get("/orders"));
    String utf8 = new String(umlaut.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    Expect.that(
        Judge.notSent(result, peer)
            || List.of(umlaut, utf8)
                .contains(Judge.only(peer.requests(), "call").header("X-Api-Key").orElse("")),
        "a value with an umlaut is refused, or arrives without loss",
        Judge.told(result) + "; what arrived differs",
        WHY);
    Judge.succeeded(
        bench.call(bench.gatehouse().scenario(HEADER).connection(), CallRequest.get("/hello")),
        "a call of a server that verifies the header",
        WHY);
  }
}
