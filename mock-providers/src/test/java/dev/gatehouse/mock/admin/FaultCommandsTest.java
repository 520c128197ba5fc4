package dev.gatehouse.mock.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.mock.Gatehouse;
import dev.gatehouse.mock.Wire;
import dev.gatehouse.mock.fault.Fault;
import dev.gatehouse.mock.fault.FaultRule;
import dev.gatehouse.mock.fault.Target;
import dev.gatehouse.mock.fault.TokenFault;
import dev.gatehouse.mock.scenario.Lineup;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultCommandsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static Gatehouse start() {
    return Gatehouse.builder().lineup(Lineup.empty()).start();
  }

  private static String send(Gatehouse gatehouse, String method, String path, String body) {
    return Wire.exchange(
        gatehouse.baseUri(),
        "%s /__gatehouse/faults%s HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(method, path, body.length(), body));
  }

  private static JsonNode json(String response) throws IOException {
    return JSON.readTree(response.substring(response.indexOf("\r\n\r\n")));
  }

  @Test
  void asksListsAndRemoves() throws IOException {
    try (Gatehouse gatehouse = start()) {
      String asked =
          send(
              gatehouse,
              "POST",
              "",
              """
              {"on": {"endpoint": "token", "method": "POST", "client": "orders",
                      "headers": [{"name": "X-Tenant", "value": "a"}],
                      "parameters": [{"name": "grant_type", "value": "refresh_token"}]},
               "fault": {"type": "expired-token", "in": "id_token"},
               "times": 3}""");
      assertThat(asked).startsWith("HTTP/1.1 201 ").contains("Content-Type: application/json");
      assertThat(json(asked).toString())
          .isEqualTo(
              "{\"id\":\"f1\",\"on\":{\"endpoint\":\"token\",\"method\":\"POST\","
                  + "\"client\":\"orders\","
                  + "\"headers\":[{\"name\":\"X-Tenant\",\"value\":\"a\"}],"
                  + "\"parameters\":[{\"name\":\"grant_type\",\"value\":\"refresh_token\"}]},"
                  + "\"fault\":{\"type\":\"expired-token\",\"in\":\"id_token\"},"
                  + "\"times\":3,\"fired\":0}");
      FaultRule rule = gatehouse.faults().rules().get(0);
      assertThat(rule.target())
          .isEqualTo(
              Target.endpoint("token")
                  .method("POST")
                  .header("X-Tenant", "a")
                  .parameter("grant_type", "refresh_token")
                  .client("orders"));
      assertThat(rule.fault()).isEqualTo(TokenFault.expired().in(TokenFault.Tokens.ID_TOKEN));
      assertThat(rule.times()).hasValue(3);
      gatehouse
          .faults()
          .on(Target.path("/x").matching("Tuesdays", request -> true))
          .untilRemoved(Fault.status(503));

      JsonNode list = json(send(gatehouse, "GET", "", ""));
      assertThat(list).hasSize(2);
      assertThat(list.get(0)).isEqualTo(json(asked));
      assertThat(list.get(1).toString())
          .isEqualTo(
              "{\"id\":\"f2\",\"on\":{\"path\":\"/x\",\"matching\":[\"Tuesdays\"]},"
                  + "\"fault\":{\"type\":\"status\",\"status\":503,\"body\":\"\"},"
                  + "\"untilRemoved\":true,\"fired\":0}");

      assertThat(send(gatehouse, "DELETE", "/f1", "")).startsWith("HTTP/1.1 204 ");
      assertThat(gatehouse.faults().rules()).extracting(FaultRule::id).containsExactly("f2");
      assertThat(send(gatehouse, "DELETE", "/f1", ""))
          .startsWith("HTTP/1.1 404 ")
          .contains("No fault 'f1' can still fire. There are: f2");
      assertThat(send(gatehouse, "DELETE", "", "")).startsWith("HTTP/1.1 204 ");
      assertThat(gatehouse.faults().rules()).isEmpty();
      assertThat(json(send(gatehouse, "GET", "", ""))).isEmpty();
    }
  }

  @Test
  void isOnceUnlessSaidOtherwise() {
    try (Gatehouse gatehouse = start()) {
      send(gatehouse, "POST", "", rule("\"path\":\"/x\"", "\"type\":\"malformed-body\"", ""));
      send(
          gatehouse,
          "POST",
          "",
          rule("\"pathPrefix\":\"/\"", "\"type\":\"malformed-body\"", ",\"untilRemoved\":true"));

      List<FaultRule> rules = gatehouse.faults().rules();
      assertThat(rules.get(0).times()).hasValue(1);
      assertThat(rules.get(1).times()).isEmpty();
    }
  }

  private static String rule(String on, String fault, String more) {
    return "{\"on\":{" + on + "},\"fault\":{" + fault + "}" + more + "}";
  }

  /** What is written can be read again. */
  @Test
  void writesEveryFaultAsItReadsIt() throws IOException {
    List<Fault> faults =
        List.of(
            Fault.delay(Duration.ofMillis(1500)),
            Fault.status(503).header("X-A", "b").body("text"),
            Fault.oauthError("server_error").description("No.").status(502),
            Fault.authorizationError("access_denied").description("No."),
            Fault.htmlBadGateway(),
            Fault.tooManyRequests(Duration.ofSeconds(7)),
            Fault.redirect(URI.create("https://elsewhere.invalid/x")).status(308),
            Fault.connectionReset(),
            Fault.malformedBody(),
            Fault.truncatedBody(),
            Fault.oversizedBody(99),
            Fault.drippingBody(3, Duration.ofSeconds(9)),
            Fault.wrongContentType("text/plain"),
            TokenFault.brokenSignature().in(TokenFault.Tokens.ACCESS_TOKEN),
            TokenFault.expiresIn(TokenFault.Lifetime.TEXT),
            TokenFault.lowerCaseTokenType(),
            TokenFault.unknownTokenType(),
            TokenFault.noRefreshToken());
    for (Fault fault : faults) {
      try (Gatehouse gatehouse = start()) {
        gatehouse.faults().on(Target.endpoint("token")).once(fault);
        JsonNode written = json(send(gatehouse, "GET", "", "")).get(0).get("fault");

        send(gatehouse, "POST", "", "{\"on\":{\"path\":\"/x\"},\"fault\":" + written + "}");

        assertThat(gatehouse.faults().rules()).extracting(FaultRule::fault).containsOnly(fault);
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          x                                                  | the body has to be a JSON object, such as {"on":
          []                                                 | the body has to be a JSON object, such as {"on":
          {"on":                                             | not valid JSON here
          {}                                                 | on: missing; it is required
          {"on":{"path":"/x"}}                               | fault: missing; it is required
          {"on":"token","fault":{"type":"alg-none"}}         | on: has to be an object with named fields, and is text
          {"on":{},"fault":{"type":"alg-none"}}              | on: has to have one of endpoint, path, pathPrefix
          {"on":{"path":"/x","endpoint":"y"},"fault":{"type":"alg-none"}} | on: has to have one of endpoint, path, pathPrefix
          {"on":{"endpont":"y"},"fault":{"type":"alg-none"}} | on: unknown field 'endpont'; did you mean 'endpoint'? (known: endpoint, path, pathPrefix, method, headers, parameters, client)
          {"on":{"endpoint":7},"fault":{"type":"alg-none"}}  | on.endpoint: has to be text in quotes, and is a number
          {"on":{"endpoint":"/t"},"fault":{"type":"alg-none"}} | on.endpoint: endpoint has to be a name such as token
          {"on":{"path":"x"},"fault":{"type":"alg-none"}}    | on.path: path has to be written plainly
          {"on":{"path":"/__gatehouse"},"fault":{"type":"alg-none"}} | on.path: path is where the server itself is controlled
          {"on":{"path":"/x","method":"get"},"fault":{"type":"alg-none"}} | on.method: method has to be in upper case
          {"on":{"path":"/x","headers":[{"name":"a b","value":"c"}]},"fault":{"type":"alg-none"}} | on.headers[0].name: 'a b' cannot be the name of a header
          {"on":{"path":"/x","headers":[{"name":"a"}]},"fault":{"type":"alg-none"}} | on.headers[0].value: missing
          {"on":{"path":"/x","parameters":{"a":"b"}},"fault":{"type":"alg-none"}} | on.parameters: has to be a list
          {"on":{"path":"/x"},"fault":{"type":"alg-nine"}}   | fault.type: unknown fault 'alg-nine'; did you mean 'alg-none'? (known: delay, status, oauth-error,
          {"on":{"path":"/x"},"fault":{}}                    | fault.type: missing; it is required
          {"on":{"path":"/x"},"fault":{"type":"delay"}}      | fault.by: missing; it is required
          {"on":{"path":"/x"},"fault":{"type":"delay","by":"2s"}} | fault.by: has to be an ISO-8601 duration, such as PT2S
          {"on":{"path":"/x"},"fault":{"type":"delay","by":"PT0S"}} | fault: by has to be longer than nothing
          {"on":{"path":"/x"},"fault":{"type":"delay","for":"PT2S"}} | fault: unknown field 'for'
          {"on":{"path":"/x"},"fault":{"type":"status"}}     | fault.status: missing; it is required
          {"on":{"path":"/x"},"fault":{"type":"status","status":"503"}} | fault.status: has to be a whole number, without quotes, and is text
          {"on":{"path":"/x"},"fault":{"type":"status","status":99}} | fault: status has to be 200 to 599, not 99
          {"on":{"path":"/x"},"fault":{"type":"status","status":200,"headers":[{"name":"X","value":"a\\nb"}]}} | fault: the value of the header X holds a character that no header can
          {"on":{"path":"/x"},"fault":{"type":"redirect"}}   | fault.location: missing; it is required
          {"on":{"path":"/x"},"fault":{"type":"redirect","location":"/a b"}} | fault.location: not a URI
          {"on":{"path":"/x"},"fault":{"type":"expired-token","in":"tokens"}} | fault.in: has to be one of all, access_token, id_token
          {"on":{"path":"/x"},"fault":{"type":"alg-none"},"times":0} | times: is 0; it has to be 1 or more
          {"on":{"path":"/x"},"fault":{"type":"alg-none"},"times":"always"} | times: has to be a whole number
          {"on":{"path":"/x"},"fault":{"type":"alg-none"},"times":2,"untilRemoved":true} | times: goes with untilRemoved false only
          {"on":{"path":"/x"},"fault":{"type":"alg-none"},"count":2} | unknown field 'count' (known: on, fault, times, untilRemoved)
          {"on":{"path":"/x"},"on":{},"fault":{"type":"alg-none"}} | 'on' is given twice
          {"on":{"path":"/x"},"fault":{"type":"alg-none"}} x | not valid JSON
          """)
  void refusesWhatItDoesNotUnderstandAndNamesIt(String body, String message) {
    try (Gatehouse gatehouse = start()) {
      assertThat(send(gatehouse, "POST", "", body))
          .startsWith("HTTP/1.1 400 ")
          .contains(message)
          .doesNotContain("Exception", "\tat ");
      assertThat(gatehouse.faults().rules()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"PUT,'','GET, HEAD, POST, DELETE'", "GET,/f1,DELETE", "POST,/f1,DELETE"})
  void namesTheMethodsThatAreAllowed(String method, String path, String allow) {
    try (Gatehouse gatehouse = start()) {
      assertThat(send(gatehouse, method, path, ""))
          .startsWith("HTTP/1.1 405 ")
          .contains("Allow: " + allow + "\r\n");
    }
  }

  @Test
  void thereIsNothingBelowOrBesideAFault() {
    try (Gatehouse gatehouse = start()) {
      assertThat(send(gatehouse, "DELETE", "/", "")).startsWith("HTTP/1.1 404 ");
      assertThat(send(gatehouse, "DELETE", "/f1/x", ""))
          .startsWith("HTTP/1.1 404 ")
          .contains("/__gatehouse/faults/{id}", "expired-token");
    }
  }
}
