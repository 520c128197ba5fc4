package dev.gatehouse.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.connection.AwsAccessKeyAuth;
import dev.gatehouse.connection.Connection;
import dev.gatehouse.connection.Secret;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When a signed request is made again: once, signed afresh, and only where that can help. */
class AwsRetryTest {
  private static final String DATE = "Date: Fri, 02 Jan 2026 00:00:00 GMT";

  private static HttpConnection open(Peer api) {
    return HttpConnection.open(
        Connection.of(
            "t", api.uri(), new AwsAccessKeyAuth("s3", "eu-west-1", "AKID", Secret.of("s3cret"))),
        ClientOptions.defaults().withClock(new ManualClock()));
  }

  private static String error(String code, String message) {
    return "<?xml version=\"1.0\"?><Error><Code>"
        + code
        + "</Code><Message>"
        + message
        + "</Message></Error>";
  }

  private static List<String> dates(Peer api) {
    return api.requests().stream().flatMap(r -> r.all("X-Amz-Date").stream()).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "403, RequestTimeTooSkewed, too large",
    "403, RequestExpired, old",
    "400, RequestInTheFuture, new",
    "403, SignatureDoesNotMatch, Signature expired: 1 is now earlier than 2",
    "400, InvalidSignatureException, Signature not yet current: 2 is still later than 1",
  })
  void signsAfreshByTheServersClockOnce(int status, String code, String message) throws Exception {
    try (Peer api =
            Peer.of(
                (request, out) -> {
                  boolean good = request.first("X-Amz-Date").orElse("").startsWith("20260102T");
                  Peer.write(out, good ? 200 : status, good ? "" : error(code, message), DATE);
                });
        HttpConnection client = open(api)) {
      assertThat(client.post("/x", Body.text("body", "text/plain")).status()).isEqualTo(200);
      assertThat(dates(api)).containsExactly("20260101T000000Z", "20260102T000000Z");
      assertThat(api.requests()).allMatch(request -> request.text().equals("body"));
      assertThat(api.requests()).allMatch(request -> request.all("Authorization").size() == 1);
    }
  }

  @Test
  void neverLoops() throws Exception {
    String refusal = error("RequestTimeTooSkewed", "too large");
    try (Peer api = Peer.of((request, out) -> Peer.write(out, 403, refusal, DATE));
        HttpConnection client = open(api)) {
      Response response = client.get("/x");
      assertThat(response.status()).isEqualTo(403);
      assertThat(response.text()).isEqualTo(refusal);
      assertThat(api.requests()).hasSize(2);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "403 | RequestTimeTooSkewed | X: y",
        "403 | RequestTimeTooSkewed | Date: yesterday",
        "403 | SignatureDoesNotMatch | Date: Fri, 02 Jan 2026 00:00:00 GMT",
        "403 | AccessDenied | Date: Fri, 02 Jan 2026 00:00:00 GMT",
        "403 | ExpiredToken | Date: Fri, 02 Jan 2026 00:00:00 GMT",
        "401 | Whatever | Date: Fri, 02 Jan 2026 00:00:00 GMT",
        "500 | RequestTimeTooSkewed | Date: Fri, 02 Jan 2026 00:00:00 GMT",
        "503 | SlowDown | Date: Fri, 02 Jan 2026 00:00:00 GMT",
      })
  void anyOtherRefusalIsTheCallers(int status, String code, String header) throws Exception {
    try (Peer api = Peer.of((request, out) -> Peer.write(out, status, error(code, "no"), header));
        HttpConnection client = open(api)) {
      Response response = client.get("/x");
      assertThat(response.status()).isEqualTo(status);
      assertThat(response.text()).isEqualTo(error(code, "no"));
      assertThat(api.requests()).hasSize(1);
    }
  }

  @Test
  void handsOnALongRefusalWhole() throws Exception {
    String refusal = error("AccessDenied", "x".repeat(200_000));
    try (Peer api = Peer.of((request, out) -> Peer.write(out, 403, refusal));
        HttpConnection client = open(api)) {
      assertThat(client.get("/x").text()).isEqualTo(refusal);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void signsARedirectAnewAtHomeAndNotAtAllElsewhere(int status) throws Exception {
    try (Peer other = Peer.ok("other");
        Peer api =
            Peer.of(
                (request, out) -> {
                  switch (request.target()) {
                    case "/home" -> Peer.write(out, status, "", "Location: /there?a=b");
                    case "/away" -> Peer.write(out, status, "", "Location: " + other.uri() + "/x");
                    default -> Peer.write(out, 200, "home");
                  }
                });
        HttpConnection client = open(api)) {
      assertThat(client.get("/home").text()).isEqualTo("home");
      assertThat(api.requests())
          .extracting(request -> request.first("Authorization").orElseThrow())
          .doesNotHaveDuplicates()
          .hasSize(2);
      assertThat(client.get("/away").text()).isEqualTo("other");
      assertThat(other.last().fields())
          .noneMatch(field -> field.name().toLowerCase(java.util.Locale.ROOT).startsWith("x-amz"))
          .noneMatch(field -> field.name().equalsIgnoreCase("Authorization"));
    }
  }
}
