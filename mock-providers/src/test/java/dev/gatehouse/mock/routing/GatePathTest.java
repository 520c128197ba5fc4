package dev.gatehouse.mock.routing;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.gatehouse.mock.Gatehouse;
import dev.gatehouse.mock.Wire;
import dev.gatehouse.mock.exchange.Endpoint;
import dev.gatehouse.mock.exchange.Provider;
import dev.gatehouse.mock.exchange.Reply;
import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.exchange.ServerResponse;
import dev.gatehouse.mock.gate.Gate;
import dev.gatehouse.mock.gate.Verdict;
import dev.gatehouse.mock.journal.JournalEntry;
import dev.gatehouse.mock.journal.Outcome;
import dev.gatehouse.mock.scenario.Lineup;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GatePathTest {
  private static final Gate CLOSED =
      request -> new Verdict.Refused("closed", "Nobody may pass.", ServerResponse.status(403));
  private static final Gate OPEN =
      request -> new Verdict.Admitted("anybody", Map.of("how", "open"));

  private static Gatehouse start() {
    return Gatehouse.builder().lineup(Lineup.empty()).start();
  }

  private static String send(Gatehouse gatehouse, String target, String... headers) {
    return Wire.exchange(
        gatehouse.baseUri(),
        "GET "
            + target
            + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\n"
            + String.join("", List.of(headers).stream().map(line -> line + "\r\n").toList())
            + "\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/basic",
        "/api/basic/x?y",
        "/api/%62asic",
        "//api/basic",
        "/api/./basic",
        "/api/x/../basic",
        "/api/x/..;/basic",
        "/api;v=1/basic",
        "/api%2Fbasic",
        "/api%5Cbasic",
        "http://h/api/basic"
      })
  void noWayToWriteThePathSlipsPastAGate(String target) {
    try (Gatehouse gatehouse = start()) {
      gatehouse.guard("/api/basic", CLOSED);
      gatehouse.api().stubFor(any(anyUrl()).willReturn(ok("inside")));

      assertThat(send(gatehouse, target)).startsWith("HTTP/1.1 403 ").doesNotContain("inside");
    }
  }

  @Test
  void theApiSeesThePathThatWasJudged() {
    try (Gatehouse gatehouse = start()) {
      gatehouse.guard("/api/basic", CLOSED);
      gatehouse.api().stubFor(get("/api/x").willReturn(ok("outside")));

      assertThat(send(gatehouse, "/api/basic/../x")).endsWith("outside");
    }
  }

  @Test
  void theGateSeesThePathAsItWasSent() {
    List<ServerRequest> judged = new CopyOnWriteArrayList<>();
    try (Gatehouse gatehouse = start()) {
      gatehouse.guard(
          "/api",
          request -> {
            judged.add(request);
            return OPEN.judge(request);
          });
      assertThat(send(gatehouse, "/x/..//%61pi/%7e?b=2&a=1"))
          .contains("\"path\":\"/x/..//%61pi/%7e\"", "\"query\":\"b=2&a=1\"");
    }
    assertThat(judged)
        .extracting(ServerRequest::path, ServerRequest::query)
        .containsExactly(tuple("/x/..//%61pi/%7e", "b=2&a=1"));
  }

  @Test
  void theLongestPrefixDecidesWhateverTheOrder() {
    try (Gatehouse gatehouse = start()) {
      gatehouse.guard("/api/deep/er", OPEN);
      gatehouse.guard("/api", OPEN);
      gatehouse.guard("/api/deep", CLOSED);

      assertThat(send(gatehouse, "/api/x")).startsWith("HTTP/1.1 200");
      assertThat(send(gatehouse, "/api/deep/x")).startsWith("HTTP/1.1 403");
      assertThat(send(gatehouse, "/api/deep/er/x")).startsWith("HTTP/1.1 200");
      assertThat(send(gatehouse, "/api/deeper")).startsWith("HTTP/1.1 200");
      assertThat(send(gatehouse, "/apix")).startsWith("HTTP/1.1 200");
      assertThat(gatehouse.journal().entries())
          .extracting(JournalEntry::handledBy)
          .containsExactly("gate /api", "gate /api/deep", "gate /api/deep/er", "gate /api", "api");

      gatehouse.guard("/api/deep", OPEN);
      assertThat(send(gatehouse, "/api/deep/x")).startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void aGateOnTheRootGuardsEverythingButTheServersOwn() {
    try (Gatehouse gatehouse = start()) {
      gatehouse.guard("/", CLOSED);
      assertThat(send(gatehouse, "/")).startsWith("HTTP/1.1 403");
      assertThat(send(gatehouse, "/any/thing")).startsWith("HTTP/1.1 403");
      assertThat(send(gatehouse, "/__gatehouse/journal")).startsWith("HTTP/1.1 200");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "api", "/api/", "/a//b", "/a/../b", "/a%2Fb/", "/a?b", "/a;b/../c"})
  void refusesAPrefixThatIsNotPlain(String prefix) {
    try (Gatehouse gatehouse = start()) {
      assertThatThrownBy(() -> gatehouse.guard(prefix, OPEN))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("/api/orders");
    }
  }

  @Test
  void mountedStubsSeeThePathBelowTheGate() {
    try (Gatehouse gatehouse =
        Gatehouse.builder()
            .lineup(
                site -> {
                  site.mount("/api/basic", OPEN);
                  return List.of();
                })
            .start()) {
      gatehouse.api().stubFor(get("/hello").willReturn(ok("below")));

      assertThat(send(gatehouse, "/api/basic/hello")).endsWith("below");
      assertThat(send(gatehouse, "/api/%62asic/hello")).endsWith("below");
    }
  }

  @Test
  void anExceptionIsToldToTheJournalAndNotToTheClient() {
    try (Gatehouse gatehouse = start()) {
      gatehouse.guard(
          "/api",
          request -> {
            throw new UnsupportedOperationException("s3cret");
          });

      assertThat(send(gatehouse, "/api"))
          .startsWith("HTTP/1.1 500 ")
          .contains("entry 1 of its journal")
          .doesNotContain("s3cret", "Unsupported", "\tat");
      assertThat(gatehouse.journal().entries())
          .singleElement()
          .satisfies(
              entry -> {
                assertThat(entry.outcome()).isEqualTo(Outcome.FAILED);
                assertThat(entry.handledBy()).isEqualTo("gate /api");
                assertThat(entry.explanation())
                    .contains("java.lang.UnsupportedOperationException")
                    .doesNotContain("s3cret");
              });
    }
  }

  @Test
  void masksWhatItsGatesCallSecretOnEveryPath() {
    Gate secretive =
        new Gate() {
          @Override
          public Verdict judge(ServerRequest request) {
            return OPEN.judge(request);
          }

          @Override
          public Set<String> secretHeaders() {
            return Set.of("X-Mine");
          }

          @Override
          public Set<String> secretParameters() {
            return Set.of("mine");
          }
        };
    try (Gatehouse gatehouse = start()) {
      gatehouse.guard("/api", secretive);
      for (String path : List.of("/api", "/elsewhere")) {
        assertThat(send(gatehouse, path + "?mine=s3cret&x=1", "x-mine: s3cret")).contains("s3cret");
      }
      assertThat(gatehouse.journal().entries().toString())
          .doesNotContain("s3cret")
          .contains("mine=***&x=1");
    }
  }

  @Test
  void providersComeBeforeGatesAndSayHowItEnded() {
    AtomicInteger resets = new AtomicInteger();
    Provider provider =
        new Provider() {
          @Override
          public String name() {
            return "tokens /t";
          }

          @Override
          public Optional<Endpoint> endpoint(String path) {
            return switch (path) {
              case "/t/yes" ->
                  Optional.of(
                      request -> new Reply(ServerResponse.json(200, "{}"), "grant.success", null));
              case "/t/no" ->
                  Optional.of(
                      request -> new Reply(ServerResponse.status(400), "grant.refused", "Bad."));
              case "/t/back" ->
                  Optional.of(
                      request -> new Reply(ServerResponse.status(302), "consent.refused", "No."));
              default -> Optional.empty();
            };
          }

          @Override
          public void reset() {
            resets.incrementAndGet();
          }
        };
    try (Gatehouse gatehouse = start()) {
      gatehouse.guard("/t", CLOSED);
      gatehouse.register(provider);

      assertThat(send(gatehouse, "/t/yes")).startsWith("HTTP/1.1 200").endsWith("{}");
      assertThat(send(gatehouse, "/t/./no")).startsWith("HTTP/1.1 400");
      assertThat(send(gatehouse, "/t/back")).startsWith("HTTP/1.1 302");
      assertThat(send(gatehouse, "/t/else")).startsWith("HTTP/1.1 403");
      assertThat(gatehouse.journal().entries())
          .extracting(JournalEntry::handledBy, JournalEntry::outcome, JournalEntry::event)
          .containsExactly(
              tuple("tokens /t", Outcome.ISSUED, "grant.success"),
              tuple("tokens /t", Outcome.REFUSED, "grant.refused"),
              tuple("tokens /t", Outcome.REFUSED, "consent.refused"),
              tuple("gate /t", Outcome.REFUSED, "closed"));
      gatehouse.reset();
      assertThat(resets).hasValue(1);
      assertThat(gatehouse.journal().entries()).isEmpty();
    }
  }

  @Test
  void aChallengeIsTheNextLegAndNoRefusal() {
    try (Gatehouse gatehouse = start()) {
      gatehouse.guard(
          "/api",
          request ->
              new Verdict.Challenged(
                  "Type 2 sent.", ServerResponse.status(401).with("WWW-Authenticate", "X")));
      assertThat(send(gatehouse, "/api"))
          .startsWith("HTTP/1.1 401")
          .contains("WWW-Authenticate: X");
      assertThat(gatehouse.journal().last(entry -> true).orElseThrow().outcome())
          .isEqualTo(Outcome.CHALLENGED);
    }
  }
}
