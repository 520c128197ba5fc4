package dev.gatehouse.mock.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.mock.Gatehouse;
import dev.gatehouse.mock.Wire;
import dev.gatehouse.mock.exchange.ServerResponse;
import dev.gatehouse.mock.gate.Verdict;
import dev.gatehouse.mock.scenario.Lineup;
import dev.gatehouse.mock.tls.TlsFlaw;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdminEndpointsTest {
  private static Gatehouse start() {
    return Gatehouse.builder().lineup(Lineup.empty()).start();
  }

  private static String send(Gatehouse gatehouse, String method, String path, String body) {
    return Wire.exchange(
        gatehouse.baseUri(),
        "%s %s HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(method, path, body.length(), body));
  }

  private static String get(Gatehouse gatehouse, String path) {
    return send(gatehouse, "GET", path, "");
  }

  private static JsonNode json(String response) throws IOException {
    assertThat(response)
        .startsWith("HTTP/1.1 200 ")
        .contains("Content-Type: application/json\r\n", "Cache-Control: no-store\r\n");
    return new ObjectMapper().readTree(response.substring(response.indexOf("\r\n\r\n")));
  }

  @Test
  void listsItsEndpoints() {
    try (Gatehouse gatehouse = start()) {
      for (String path : new String[] {"/__gatehouse", "/__gatehouse/"}) {
        assertThat(get(gatehouse, path))
            .startsWith("HTTP/1.1 200 ")
            .contains("text/plain")
            .contains("/lineup", "/ca.pem", "/journal", "/reset", "/clock");
      }
    }
  }

  @Test
  void knowsNoOtherPath() {
    try (Gatehouse gatehouse = start()) {
      assertThat(get(gatehouse, "/__gatehouse/nothing"))
          .startsWith("HTTP/1.1 404 ")
          .contains("There is no /__gatehouse/nothing", "/__gatehouse/journal");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "POST,/__gatehouse/,'GET, HEAD'",
    "DELETE,/__gatehouse/journal,'GET, HEAD'",
    "POST,/__gatehouse/lineup,'GET, HEAD'",
    "PUT,/__gatehouse/ca.pem,'GET, HEAD'",
    "GET,/__gatehouse/reset,POST",
    "GET,/__gatehouse/clock,POST"
  })
  void namesTheMethodThatIsAllowed(String method, String path, String allow) {
    try (Gatehouse gatehouse = start()) {
      assertThat(send(gatehouse, method, path, ""))
          .startsWith("HTTP/1.1 405 ")
          .contains("Allow: " + allow + "\r\n");
    }
  }

  @Test
  void listsTheBadTlsEndpointsThatAreOpen() throws IOException {
    try (Gatehouse gatehouse = start()) {
      assertThat(json(get(gatehouse, "/__gatehouse/bad-tls"))).isEmpty();
      URI expired = gatehouse.badTls(TlsFlaw.EXPIRED);

      JsonNode list = json(get(gatehouse, "/__gatehouse/bad-tls"));

      assertThat(list).hasSize(1);
      assertThat(list.get(0).get("name").asText()).isEqualTo("expired");
      assertThat(list.get(0).get("uri").asText()).isEqualTo(expired.toString());
      assertThat(list.get(0).get("wrong").asText()).isEqualTo(TlsFlaw.EXPIRED.wrong());
    }
  }

  @Test
  void handsOutTheCertificateToTrust() {
    try (Gatehouse gatehouse = start()) {
      assertThat(get(gatehouse, "/__gatehouse/ca.pem"))
          .contains("Content-Type: application/x-pem-file\r\n")
          .endsWith("\r\n\r\n" + gatehouse.caPem());
      assertThat(send(gatehouse, "HEAD", "/__gatehouse/ca.pem", ""))
          .startsWith("HTTP/1.1 200 ")
          .endsWith("\r\n\r\n");
    }
  }

  @Test
  void handsOutTheLineUp() throws IOException {
    try (Gatehouse gatehouse = start()) {
      assertThat(json(get(gatehouse, "/__gatehouse/lineup"))).isEmpty();
    }
  }

  @Test
  void showsTheJournalWholeOrInPart() throws IOException {
    try (Gatehouse gatehouse = start()) {
      gatehouse.guard(
          "/api",
          request ->
              request.query() == null
                  ? new Verdict.Refused(
                      "no-query", "There is no query.", ServerResponse.status(401))
                  : new Verdict.Admitted("someone", Map.of("how", "query")));
      get(gatehouse, "/api/one");
      get(gatehouse, "/api/two?password=s3cret");
      get(gatehouse, "/three");

      JsonNode all = json(get(gatehouse, "/__gatehouse/journal"));
      assertThat(all).hasSize(3);
      assertThat(all.toString()).doesNotContain("s3cret").contains("password=***");
      JsonNode first = all.get(0);
      assertThat(first.get("number").asInt()).isEqualTo(1);
      assertThat(Instant.parse(first.get("at").asText())).isBefore(Instant.now());
      assertThat(first.get("outcome").asText()).isEqualTo("REFUSED");
      assertThat(first.get("event").asText()).isEqualTo("no-query");
      assertThat(first.get("explanation").asText()).isEqualTo("There is no query.");
      assertThat(first.get("principal").isNull()).isTrue();
      assertThat(all.get(1).get("evidence").get("how").asText()).isEqualTo("query");
      assertThat(all.get(1).get("headers").get(0).get("name").asText()).isEqualTo("Host");

      assertThat(json(get(gatehouse, "/__gatehouse/journal"))).isEqualTo(all);
      assertThat(json(get(gatehouse, "/__gatehouse/journal?outcome=admitted"))).hasSize(1);
      assertThat(json(get(gatehouse, "/__gatehouse/journal?path=%2Fapi%2Fone"))).hasSize(1);
      assertThat(json(get(gatehouse, "/__gatehouse/journal?handledBy=gate+/api"))).hasSize(2);
      assertThat(json(get(gatehouse, "/__gatehouse/journal?handledBy=gate%20/api&limit=1")))
          .singleElement()
          .satisfies(entry -> assertThat(entry.get("number").asInt()).isEqualTo(2));
      assertThat(json(get(gatehouse, "/__gatehouse/journal?limit=0"))).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "outcome=fine,outcome must be one of",
    "limit=-1,limit must be a whole number",
    "limit=x,limit must be a whole number",
    "since=1,unknown parameter 'since'",
    "path,path needs a value"
  })
  void refusesAFilterItDoesNotKnow(String query, String message) {
    try (Gatehouse gatehouse = start()) {
      assertThat(get(gatehouse, "/__gatehouse/journal?" + query))
          .startsWith("HTTP/1.1 400 ")
          .contains(message);
    }
  }

  @Test
  void resetsWhatHappenedAndTheClock() {
    try (Gatehouse gatehouse = start()) {
      get(gatehouse, "/something");
      gatehouse.clock().advance(Duration.ofDays(10));

      assertThat(send(gatehouse, "POST", "/__gatehouse/reset", "")).startsWith("HTTP/1.1 204 ");

      assertThat(gatehouse.journal().entries()).isEmpty();
      assertThat(gatehouse.clock().instant()).isBefore(Instant.now().plusSeconds(60));
    }
  }

  @Test
  void movesTheClockAndSaysTheNewTime() throws IOException {
    try (Gatehouse gatehouse = start()) {
      JsonNode moved =
          json(send(gatehouse, "POST", "/__gatehouse/clock", "{\"advance\":\"PT1H\"}"));

      Instant now = Instant.parse(moved.get("now").asText());
      assertThat(now).isBetween(Instant.now().plusSeconds(3500), Instant.now().plusSeconds(3601));
      assertThat(gatehouse.clock().instant()).isAfterOrEqualTo(now);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                              | JSON object such as
          PT1H                            | not valid JSON
          []                              | JSON object such as
          {}                              | the key advance is missing
          {"advance":1}                   | advance must be a text
          {"advance":null}                | advance must be a text
          {"advance":"1h"}                | advance must be an ISO-8601 duration such as PT1H
          {"advance":"PT1H","set":"x"}    | unknown key 'set'; the one there is: advance
          {"advance":"PT1H"} x            | not valid JSON
          {"advance":"PT9999999999999H"}  | advance goes too far
          {"advance":"P-40000D"}          | advance goes too far
          """)
  void refusesAClockCommandThatIsNotOne(String body, String message) {
    try (Gatehouse gatehouse = start()) {
      assertThat(send(gatehouse, "POST", "/__gatehouse/clock", body))
          .startsWith("HTTP/1.1 400 ")
          .contains(message)
          .doesNotContain("Exception", "\tat ");
      assertThat(gatehouse.clock().instant()).isBefore(Instant.now().plusSeconds(60));
    }
  }
}
