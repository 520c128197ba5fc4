package dev.gatehouse.mock.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.mock.Gatehouse;
import dev.gatehouse.mock.Limits;
import dev.gatehouse.mock.Wire;
import dev.gatehouse.mock.journal.JournalEntry;
import dev.gatehouse.mock.journal.Outcome;
import dev.gatehouse.mock.scenario.Lineup;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is no request, or too much of one, is refused with a line of text, and the journal says so.
 */
class RefusedRequestTest {
  private static Gatehouse start(Limits limits) {
    return Gatehouse.builder().lineup(Lineup.empty()).limits(limits).start();
  }

  private static final Limits SMALL = Limits.DEFAULT.withBodyBytes(1000).withHeaderBytes(2000);

  static Stream<Arguments> refused() {
    String post = "POST / HTTP/1.1\r\nHost: h\r\n";
    String chunked = post + "Transfer-Encoding: chunked\r\n\r\n";
    return Stream.of(
        refused("bytes that are no HTTP", "\0\1\2\r\n\r\n", 400, "malformed-request"),
        refused("a request line without a version", "GET /\r\n\r\n", 505, "unknown-version"),
        refused("HTTP/2", "GET / HTTP/2.0\r\nHost: h\r\n\r\n", 505, "unknown-version"),
        refused("no Host", "GET / HTTP/1.1\r\n\r\n", 400, "malformed-request"),
        refused("two Hosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400, null),
        refused("a bad Host", "GET / HTTP/1.1\r\nHost: a b/c\r\n\r\n", 400, null),
        refused("a Host that is not the target's", get("http://other/"), 400, null),
        refused(
            "a space in a header name", "GET / HTTP/1.1\r\nHost: h\r\nX : y\r\n\r\n", 400, null),
        refused("a header without a colon", "GET / HTTP/1.1\r\nHost: h\r\nXY\r\n\r\n", 400, null),
        refused("a folded header", "GET / HTTP/1.1\r\nHost: h\r\nX: y\r\n z\r\n\r\n", 400, null),
        refused("NUL in a header", "GET / HTTP/1.1\r\nHost: h\r\nX: y\0z\r\n\r\n", 400, null),
        refused("two lengths", post + "Content-Length: 1\r\nContent-Length: 2\r\n\r\na", 400, null),
        refused("a negative length", post + "Content-Length: -1\r\n\r\n", 400, null),
        refused("a length that is no number", post + "Content-Length: x\r\n\r\n", 400, null),
        refused(
            "a length beside chunks",
            post + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            400,
            null),
        refused("an unknown transfer coding", post + "Transfer-Encoding: x\r\n\r\n", 400, null),
        refused("a broken chunk", chunked + "zz\r\nab\r\n", 400, null),
        refused(
            "an unknown expectation", post + "Expect: cake\r\n\r\n", 417, "unknown-expectation"),
        refused("a broken encoding", get("/%zz"), 400, null),
        refused("an encoding cut short", get("/a%"), 400, null),
        refused("an encoding that is no UTF-8", get("/%C0%AF"), 400, null),
        refused("an encoding of Microsoft's", get("/%u0061"), 400, null),
        refused("an encoded NUL", get("/a%00b"), 400, null),
        refused("a fragment", get("/a#b"), 400, null),
        refused("a path above the root", get("/../a"), 400, null),
        refused("a target that is no path", get("a/b"), 400, null),
        refused("the asterisk", "OPTIONS * HTTP/1.1\r\nHost: h\r\n\r\n", 400, "malformed-request"),
        refused("CONNECT", "CONNECT h:80 HTTP/1.1\r\nHost: h:80\r\n\r\n", 400, null),
        refused(
            "a huge header",
            "GET / HTTP/1.1\r\nHost: h\r\nX: " + "y".repeat(3000) + "\r\n\r\n",
            431,
            "header-too-large"),
        refused(
            "many headers",
            "GET / HTTP/1.1\r\nHost: h\r\n" + "X: y\r\n".repeat(500) + "\r\n",
            431,
            "header-too-large"),
        refused("a huge path", get("/" + "y".repeat(3000)), 431, "header-too-large"),
        refused(
            "a body announced too long",
            post + "Content-Length: 1001\r\n\r\n",
            413,
            "body-too-large"),
        refused(
            "a body that would be sent on 100 only",
            post + "Expect: 100-continue\r\nContent-Length: 1001\r\n\r\n",
            413,
            "body-too-large"),
        refused(
            "chunks too many",
            chunked + ("1f4\r\n" + "x".repeat(500) + "\r\n").repeat(3) + "0\r\n\r\n",
            413,
            "body-too-large"));
  }

  private static String get(String target) {
    return "GET " + target + " HTTP/1.1\r\nHost: h\r\n\r\n";
  }

  private static Arguments refused(String what, String request, int status, String reason) {
    return Arguments.of(what, request, status, reason == null ? "malformed-request" : reason);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void refused(String what, String request, int status, Object reason) {
    try (Gatehouse gatehouse = start(SMALL)) {
      String response = Wire.exchange(gatehouse.baseUri(), request);

      assertThat(response)
          .as(what)
          .startsWith("HTTP/1.1 " + status + " ")
          .contains("Content-Type: text/plain;charset=utf-8\r\n", "Connection: close\r\n")
          .endsWith("\n")
          .doesNotContainIgnoringCase("jetty")
          .doesNotContain("<", "Server:", "\tat ");
      assertThat(gatehouse.journal().entries())
          .singleElement()
          .satisfies(
              entry -> {
                assertThat(entry.outcome()).isEqualTo(Outcome.REFUSED);
                assertThat(entry.handledBy()).isEqualTo("http");
                assertThat(entry.event()).isEqualTo(reason);
                assertThat(entry.status()).isEqualTo(status);
                assertThat(response).endsWith(entry.explanation() + "\n");
              });
    }
  }

  @Test
  void refusesABodyThatFallsSilent() {
    try (Gatehouse gatehouse = start(Limits.DEFAULT.withIdleTimeout(Duration.ofSeconds(1)))) {
      assertThat(
              Wire.exchange(
                  gatehouse.baseUri(),
                  "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\nab"))
          .startsWith("HTTP/1.1 408 ");
      assertThat(gatehouse.journal().entries())
          .extracting(JournalEntry::event)
          .containsExactly("too-slow");
    }
  }

  @Test
  void hangsUpOnAClientThatSaysNothing() throws IOException {
    try (Gatehouse gatehouse = start(Limits.DEFAULT.withIdleTimeout(Duration.ofMillis(100)))) {
      for (String said : new String[] {"", "GE", "GET / HTTP/1.1\r\nHost: h\r\nX"}) {
        assertThat(Wire.exchange(gatehouse.baseUri(), said)).as(said).isEmpty();
      }
    }
  }

  @Test
  void tellsAClientThatSendsAllBeforeItReads() throws IOException {
    try (Gatehouse gatehouse = start(SMALL);
        Wire wire = Wire.to(gatehouse.baseUri())) {
      wire.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 4000000\r\n\r\n");
      OutputStream out = wire.socket().getOutputStream();
      out.write("x".repeat(4_000_000).getBytes(StandardCharsets.US_ASCII));

      assertThat(wire.readResponse()).startsWith("HTTP/1.1 413 ");
    }
  }
}
