package dev.gatehouse.mock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.mock.exchange.ServerResponse;
import dev.gatehouse.mock.gate.Verdict;
import dev.gatehouse.mock.journal.JournalEntry;
import dev.gatehouse.mock.journal.Outcome;
import dev.gatehouse.mock.scenario.Lineup;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GatehouseTest {
  private static Gatehouse empty() {
    return Gatehouse.builder().lineup(Lineup.empty()).start();
  }

  private static String get(Gatehouse gatehouse, String path, String... headers) {
    return Wire.exchange(
        gatehouse.baseUri(),
        "GET "
            + path
            + " HTTP/1.1\r\nHost: here\r\nConnection: close\r\n"
            + String.join("\r\n", headers)
            + (headers.length == 0 ? "\r\n" : "\r\n\r\n"));
  }

  @Test
  void echoesAnUnguardedRequest() {
    try (Gatehouse gatehouse = empty()) {
      String response = get(gatehouse, "/hello?x=1", "x-SoMe: Value");

      assertThat(response)
          .startsWith("HTTP/1.1 200 OK\r\n")
          .contains(
              "\"method\":\"GET\"",
              "\"path\":\"/hello\"",
              "\"query\":\"x=1\"",
              "{\"name\":\"x-SoMe\",\"value\":\"Value\"}")
          .doesNotContain("Server:");
      assertThat(gatehouse.journal().entries())
          .singleElement()
          .extracting(JournalEntry::outcome, JournalEntry::handledBy, JournalEntry::status)
          .containsExactly(Outcome.UNGUARDED, "api", 200);
    }
  }

  @Test
  void letsThroughWhatTheGateAdmitsAndNothingElse() {
    try (Gatehouse gatehouse = empty()) {
      gatehouse.guard(
          "/api/orders",
          request ->
              request.header("X-Key").filter("right"::equals).isPresent()
                  ? new Verdict.Admitted("someone", Map.of("how", "key"))
                  : new Verdict.Refused(
                      "wrong-key", "X-Key is not right", ServerResponse.text(401, "no\n")));

      assertThat(get(gatehouse, "/api/orders/7", "X-Key: right"))
          .startsWith("HTTP/1.1 200 OK")
          .contains("\"principal\":\"someone\"", "\"path\":\"/api/orders/7\"");
      assertThat(get(gatehouse, "/api/orders", "X-Key: wrong"))
          .startsWith("HTTP/1.1 401 Unauthorized")
          .endsWith("no\n");
      assertThat(gatehouse.journal().entries())
          .extracting(JournalEntry::outcome)
          .containsExactly(Outcome.ADMITTED, Outcome.REFUSED);
      assertThat(gatehouse.journal().entries().get(1).explanation())
          .isEqualTo("X-Key is not right");
    }
  }
}
