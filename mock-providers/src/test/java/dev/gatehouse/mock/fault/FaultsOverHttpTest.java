package dev.gatehouse.mock.fault;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.connection.AuthType;
import dev.gatehouse.mock.Gatehouse;
import dev.gatehouse.mock.Wire;
import dev.gatehouse.mock.journal.JournalEntry;
import dev.gatehouse.mock.journal.Outcome;
import dev.gatehouse.mock.scenario.Lineup;
import dev.gatehouse.mock.scenario.Scenario;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where faults fire: at providers, at gates, at the API, and nowhere else. */
class FaultsOverHttpTest {
  private static Gatehouse empty() {
    return Gatehouse.builder().lineup(Lineup.empty()).start();
  }

  private static JournalEntry last(Gatehouse gatehouse) {
    return gatehouse.journal().last(any -> true).orElseThrow();
  }

  @Test
  void aGateUnderAFaultJudgesNobody() {
    try (Gatehouse gatehouse = Gatehouse.start()) {
      Scenario auth = gatehouse.scenario(AuthType.BASIC);
      auth.faults()
          .on(Target.pathPrefix(auth.apiUri().getPath()))
          .once(Fault.oauthError("invalid_token"));

      try (var client = auth.open()) {
        assertThat(client.get("/orders").status()).isEqualTo(401);
        JournalEntry entry = auth.lastApiCall();
        assertThat(entry.outcome()).isEqualTo(Outcome.FAULTED);
        assertThat(entry.event()).isEqualTo("fault.fired");
        assertThat(entry.principal()).isNull();
        assertThat(entry.status()).isEqualTo(401);
        assertThat(entry.explanation())
            .isEqualTo("fault f1 (oauth-error) on paths below /api/basic was asked for and fired");
        assertThat(client.get("/orders").status()).isEqualTo(200);
      }
    }
  }

  @Test
  void aFaultThatChangesAnAnswerKeepsTheVerdict() {
    try (Gatehouse gatehouse = Gatehouse.start()) {
      Scenario auth = gatehouse.scenario(AuthType.BASIC);
      auth.api().stubFor(get("/orders").willReturn(okJson("[]")));
      auth.faults().on(Target.path("/api/basic/orders")).once(Fault.malformedBody());

      try (var client = auth.open()) {
        assertThat(client.get("/orders").text()).isEqualTo("[<");
      }
      JournalEntry entry = auth.lastApiCall();
      assertThat(entry.outcome()).isEqualTo(Outcome.ADMITTED);
      assertThat(entry.principal()).isEqualTo(auth.username());
      assertThat(entry.fault().type()).isEqualTo("malformed-body");
      assertThat(entry.explanation()).contains("was asked for and fired");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/free/x", "//free/./x", "/y/../free/x", "/%66ree/x?q", "/free%2Fx"})
  void meetsAnUnguardedPathHoweverItIsWritten(String path) {
    try (Gatehouse gatehouse = empty()) {
      gatehouse.faults().on(Target.path("/free/x")).once(Fault.status(418));

      assertThat(
              Wire.exchange(
                  gatehouse.baseUri(),
                  "GET " + path + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"))
          .startsWith("HTTP/1.1 418 ");
      assertThat(last(gatehouse).outcome()).isEqualTo(Outcome.FAULTED);
      assertThat(last(gatehouse).handledBy()).isEqualTo("api");
    }
  }

  @Test
  void neverMeetsTheServersOwnControls() {
    try (Gatehouse gatehouse = empty()) {
      FaultRule rule =
          gatehouse.faults().on(Target.pathPrefix("/")).untilRemoved(Fault.connectionReset());

      for (String path : new String[] {"/__gatehouse/journal", "/__admin/mappings"}) {
        assertThat(Call.get(gatehouse.baseUri().resolve(path)).status()).isEqualTo(200);
      }
      assertThat(rule.fired()).isZero();
    }
  }

  @Test
  void aProviderUnderAReplacingFaultIsNotAsked() {
    try (Gatehouse gatehouse = empty()) {
      TokenServer server = new TokenServer();
      gatehouse.register(server);
      URI token = gatehouse.baseUri().resolve("/tokens/token");
      gatehouse.faults().on(Target.endpoint("token")).once(Fault.htmlBadGateway());

      assertThat(Call.post(token, "").status()).isEqualTo(502);
      assertThat(server.requests).hasValue(0);
      assertThat(Call.post(token, "").status()).isEqualTo(200);
      assertThat(server.requests).hasValue(1);
    }
  }

  @Test
  void anEndpointIsNamedByItsProvider() {
    try (Gatehouse gatehouse = Gatehouse.start()) {
      URI issuer = gatehouse.baseUri().resolve("/oauth2/default/");
      gatehouse.faults().on(Target.endpoint("jwks")).once(Fault.status(500));
      gatehouse.faults().on(Target.endpoint("metadata")).times(3, Fault.status(501));

      assertThat(Call.get(issuer.resolve("jwks")).status()).isEqualTo(500);
      for (String document :
          List.of(
              ".well-known/openid-configuration",
              ".well-known/oauth-authorization-server",
              "/.well-known/oauth-authorization-server/oauth2/default")) {
        assertThat(Call.get(issuer.resolve(document)).status()).as(document).isEqualTo(501);
      }
    }
  }

  @Test
  void anErrorOfTheProviderDoesNotUseUpATokenFault() {
    try (Gatehouse gatehouse = empty()) {
      gatehouse.register(new TokenServer());
      URI token = gatehouse.baseUri().resolve("/tokens/token");
      gatehouse.faults().on(Target.endpoint("token")).once(TokenFault.expired());

      assertThat(Call.post(token, "", "X-Refuse", "yes").status()).isEqualTo(400);
      assertThat(last(gatehouse).fault()).isNull();
      assertThat(last(gatehouse).explanation())
          .isEqualTo(
              "no; fault f1 (expired-token) on endpoint token was asked for and did not fire: the"
                  + " answer has no access token");
      assertThat(Call.post(token, "", "X-Opaque", "yes").body()).contains("opaque");
      assertThat(last(gatehouse).explanation()).contains("no such token that is a signed JWT");
      Call.post(token, "");
      assertThat(last(gatehouse).fault()).isNotNull();
    }
  }

  @Test
  void resetForgetsTheFaults() {
    try (Gatehouse gatehouse = empty()) {
      gatehouse.faults().on(Target.pathPrefix("/")).untilRemoved(Fault.status(503));
      gatehouse.reset();

      assertThat(gatehouse.faults().rules()).isEmpty();
      assertThat(Call.get(gatehouse.baseUri()).status()).isEqualTo(200);
    }
  }

  @Test
  void theJournalTellsAsJsonWhatFired() throws IOException {
    try (Gatehouse gatehouse = empty()) {
      gatehouse.faults().on(Target.path("/x")).once(Fault.status(503));
      Call.get(gatehouse.baseUri().resolve("/x"));
      Call.get(gatehouse.baseUri().resolve("/x"));

      JsonNode journal =
          new ObjectMapper()
              .readTree(Call.get(gatehouse.baseUri().resolve("/__gatehouse/journal")).body());
      assertThat(journal.get(0).get("fault").toString())
          .isEqualTo("{\"rule\":\"f1\",\"type\":\"status\"}");
      assertThat(journal.get(0).get("outcome").asText()).isEqualTo("FAULTED");
      assertThat(journal.get(1).get("fault").isNull()).isTrue();
    }
  }

  /** Jetty has 64 threads. */
  @Test
  void aDelayHoldsNoThread() throws IOException {
    List<Wire> waiting = new ArrayList<>();
    try (Gatehouse gatehouse = empty()) {
      FaultRule rule =
          gatehouse
              .faults()
              .on(Target.pathPrefix("/slow"))
              .untilRemoved(Fault.delay(Duration.ofHours(1)));
      gatehouse
          .faults()
          .on(Target.pathPrefix("/trickle"))
          .untilRemoved(Fault.drippingBody(2, Duration.ofHours(1)));
      for (int i = 0; i < 150; i++) {
        Wire wire = Wire.to(gatehouse.baseUri());
        waiting.add(wire);
        wire.send("GET /" + (i % 2 == 0 ? "slow" : "trickle") + " HTTP/1.1\r\nHost: h\r\n\r\n");
      }

      assertThat(Call.get(gatehouse.baseUri().resolve("/fast")).status()).isEqualTo(200);
      while (rule.fired() < 75) {
        Thread.onSpinWait();
      }
      assertThat(Call.get(gatehouse.baseUri().resolve("/fast")).status()).isEqualTo(200);
    } finally {
      for (Wire wire : waiting) {
        wire.close();
      }
    }
  }

  @Test
  void aFaultAskedForOnceMeetsOneOfManyClients() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(64);
    try (Gatehouse gatehouse = empty()) {
      gatehouse.register(new TokenServer());
      URI token = gatehouse.baseUri().resolve("/tokens/token");
      gatehouse.faults().on(Target.endpoint("token")).once(TokenFault.unknownTokenType());
      gatehouse.faults().on(Target.endpoint("token")).once(Fault.status(503));
      List<Callable<Call>> calls =
          Collections.nCopies(
              64, () -> Call.send(HttpRequest.newBuilder(token).POST(BodyPublishers.ofString(""))));

      int spoilt = 0;
      int refused = 0;
      for (Future<Call> call : pool.invokeAll(calls)) {
        spoilt += call.get().body().contains("\"token_type\":\"unknown\"") ? 1 : 0;
        refused += call.get().status() == 503 ? 1 : 0;
      }
      assertThat(spoilt).isEqualTo(1);
      assertThat(refused).isEqualTo(1);
      assertThat(gatehouse.journal().count(entry -> entry.fault() != null)).isEqualTo(2);
    } finally {
      pool.shutdownNow();
    }
  }
}
