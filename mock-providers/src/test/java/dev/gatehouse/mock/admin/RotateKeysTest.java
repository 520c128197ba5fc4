package dev.gatehouse.mock.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.mock.Gatehouse;
import dev.gatehouse.mock.Wire;
import dev.gatehouse.mock.oauth2.RegisteredClient;
import dev.gatehouse.mock.scenario.Lineup;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RotateKeysTest {
  private final Gatehouse gatehouse = Gatehouse.builder().lineup(Lineup.empty()).start();

  {
    gatehouse.oauth2("/oauth2/a", builder -> {});
    gatehouse.oauth2(
        "/oauth2/b",
        builder ->
            builder.client(
                RegisteredClient.publicClient("app").audience("https://api.example").build()));
  }

  @AfterEach
  void close() {
    gatehouse.close();
  }

  private String rotate(String body) {
    return Wire.exchange(
        gatehouse.baseUri(),
        "POST /__gatehouse/rotate-keys HTTP/1.1\r\nHost: h\r\nConnection: close\r\n"
            + "Content-Length: "
            + body.length()
            + "\r\n\r\n"
            + body);
  }

  private List<String> keys(String issuer) throws IOException {
    String response =
        Wire.exchange(
            gatehouse.baseUri(),
            "GET " + issuer + "/jwks HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
    return json(response).get("keys").findValuesAsText("kid");
  }

  private static JsonNode json(String response) throws IOException {
    assertThat(response).startsWith("HTTP/1.1 200 ");
    return new ObjectMapper().readTree(response.substring(response.indexOf("\r\n\r\n")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "{\"overlap\":\"PT10M\"}"})
  void changesTheKeysOfEveryIssuer(String body) throws IOException {
    List<String> a = keys("/oauth2/a");
    List<String> b = keys("/oauth2/b");
    assertThat(json(rotate(body)).get("rotated"))
        .extracting(JsonNode::asText)
        .containsExactly(gatehouse.baseUri() + "/oauth2/a", gatehouse.baseUri() + "/oauth2/b");
    assertThat(keys("/oauth2/a")).isNotEqualTo(a);
    assertThat(keys("/oauth2/b")).isNotEqualTo(b).containsAll(b).hasSize(2);
    gatehouse.clock().advance(Duration.ofHours(1));
    assertThat(keys("/oauth2/b")).doesNotContainAnyElementsOf(b).hasSize(1);
  }

  @Test
  void changesTheKeysOfOneIssuerAtOnce() throws IOException {
    List<String> a = keys("/oauth2/a");
    List<String> b = keys("/oauth2/b");
    String issuer = gatehouse.baseUri() + "/oauth2/b";
    assertThat(json(rotate("{\"issuer\":\"" + issuer + "\",\"overlap\":\"PT0S\"}")).get("rotated"))
        .extracting(JsonNode::asText)
        .containsExactly(issuer);
    assertThat(keys("/oauth2/a")).isEqualTo(a);
    assertThat(keys("/oauth2/b")).doesNotContainAnyElementsOf(b).hasSize(1);
  }

  @Test
  void keepsOldKeysAsLongAsTimeLasts() throws IOException {
    List<String> b = keys("/oauth2/b");
    json(rotate("{\"overlap\":\"PT9999999999999H\"}"));
    gatehouse.clock().advance(Duration.ofDays(3650));
    assertThat(keys("/oauth2/b")).containsAll(b);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[]                      | has to be an object",
        "{\"overlaps\":\"PT1H\"} | unknown field 'overlaps'; did you mean 'overlap'?",
        "{\"overlap\":\"1h\"}    | overlap: has to be an ISO-8601 duration, such as PT10M",
        "{\"overlap\":\"-PT1H\"} | overlap: has to be an ISO-8601 duration",
        "{\"overlap\":5}         | overlap: has to be text in quotes",
        "{\"issuer\":\"x\"}      | issuer: there is no such issuer here; there are: http://127.0.0.1:",
        "{                       | not valid JSON",
      })
  void refusesACommandThatIsNoneAndChangesNothing(String body, String message) throws IOException {
    List<String> before = keys("/oauth2/a");
    assertThat(rotate(body)).startsWith("HTTP/1.1 400 ").contains(message);
    assertThat(keys("/oauth2/a")).isEqualTo(before);
  }
}
