package dev.gatehouse.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenCacheTest {
  private static final Peer.Script API = (request, out) -> Peer.write(out, 200, "ok");
  private static final String INVALID_TOKEN =
      "WWW-Authenticate: Basic realm=\"a, Bearer error=\\\"x\\\"\", bearer realm=\"b\","
          + " error=\"invalid_token\"";

  @Test
  void oneTokenServesItsWholeLifetime() throws Exception {
    try (Tokens tokens = new Tokens(Tokens.issuing(",\"expires_in\":3600"), API)) {
      for (int i = 0; i < 5; i++) {
        tokens.connection().get("/a");
        tokens.clock().advance(Duration.ofMinutes(10));
      }
      assertThat(tokens.endpoint().requests()).hasSize(1);
      assertThat(tokens.bearers()).containsOnly("Bearer t1").hasSize(5);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "3600, 3539, 3540",
    "\"3600\", 3539, 3540",
    "100, 89, 90",
    "9.5, 8, 9",
    "600, 539, 540",
  })
  void renewsBeforeTheTokenExpires(String expiresIn, int good, int renewed) throws Exception {
    try (Tokens tokens = new Tokens(Tokens.issuing(",\"expires_in\":" + expiresIn), API)) {
      tokens.connection().get("/a");
      tokens.clock().advance(Duration.ofSeconds(good));
      tokens.connection().get("/a");
      assertThat(tokens.endpoint().requests()).hasSize(1);
      tokens.clock().advance(Duration.ofSeconds((long) renewed - good));
      tokens.connection().get("/a");
      assertThat(tokens.bearers()).containsExactly("Bearer t1", "Bearer t1", "Bearer t2");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "\"0\"", "-99999999999999999999"})
  void aTokenWithoutLifetimeServesOneRequest(String expiresIn) throws Exception {
    try (Tokens tokens = new Tokens(Tokens.issuing(",\"expires_in\":" + expiresIn), API)) {
      tokens.connection().get("/a");
      tokens.connection().get("/a");
      assertThat(tokens.bearers()).containsExactly("Bearer t1", "Bearer t2");
      assertThat(tokens.endpoint().requests()).hasSize(2);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"9223372036854775807", "99999999999999999999999999", "\"99999999999\"", "1e18"})
  void anAbsurdLifetimeIsCut(String expiresIn) throws Exception {
    try (Tokens tokens = new Tokens(Tokens.issuing(",\"expires_in\":" + expiresIn), API)) {
      tokens.connection().get("/a");
      tokens.clock().advance(Duration.ofDays(365));
      tokens.connection().get("/a");
      assertThat(tokens.endpoint().requests()).hasSize(1);
      tokens.clock().advance(Duration.ofDays(1));
      tokens.connection().get("/a");
      assertThat(tokens.endpoint().requests()).hasSize(2);
    }
  }

  @Test
  void anUnsaidLifetimeIsFiveMinutes() throws Exception {
    try (Tokens tokens = new Tokens(Tokens.issuing(",\"expires_in\":null"), API)) {
      tokens.connection().get("/a");
      tokens.clock().advance(Duration.ofSeconds(269));
      tokens.connection().get("/a");
      assertThat(tokens.endpoint().requests()).hasSize(1);
      tokens.clock().advance(Duration.ofSeconds(1));
      tokens.connection().get("/a");
      assertThat(tokens.endpoint().requests()).hasSize(2);
    }
  }

  @Test
  void theServersDateDoesNotMatter() throws Exception {
    try (Tokens tokens =
        new Tokens(
            (out, n) ->
                Peer.write(
                    out,
                    200,
                    "{\"access_token\":\"t\",\"token_type\":\"Bearer\",\"expires_in\":3600}",
                    "Date: Thu, 01 Jan 1970 00:00:00 GMT",
                    "Expires: 0"),
            API)) {
      tokens.connection().get("/a");
      tokens.connection().get("/a");
      assertThat(tokens.endpoint().requests()).hasSize(1);
    }
  }

  @Test
  void fiftyColdThreadsMakeOneTokenRequest() throws Exception {
    try (Tokens tokens = new Tokens(Tokens.issuing(",\"expires_in\":3600"), API)) {
      assertThat(Crowd.together(50, () -> tokens.connection().get("/a").status()))
          .containsOnly(200);
      assertThat(tokens.endpoint().requests()).hasSize(1);

      tokens.clock().advance(Duration.ofHours(1));
      Crowd.together(50, () -> tokens.connection().get("/a").status());
      assertThat(tokens.endpoint().requests()).hasSize(2);
    }
  }

  @Test
  void aFailureReleasesAllWhoWaitAndIsNotKept() throws Exception {
    CountDownLatch waiting = new CountDownLatch(1);
    AtomicInteger calls = new AtomicInteger();
    TokenCache<AccessToken> cache =
        new TokenCache<>(
            refused -> {
              try {
                assertThat(waiting.await(5, TimeUnit.SECONDS)).isTrue();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
              throw new TokenRequestException("no " + calls.incrementAndGet(), 500);
            },
            new ManualClock());
    ExecutorService threads = Executors.newFixedThreadPool(20);
    try {
      List<Future<AccessToken>> all = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        all.add(threads.submit(cache::get));
      }
      waiting.countDown();
      for (Future<AccessToken> each : all) {
        assertThatThrownBy(() -> each.get(5, TimeUnit.SECONDS))
            .hasCauseInstanceOf(TokenRequestException.class);
      }
      int before = calls.get();
      assertThatThrownBy(cache::get).hasMessage("no " + (before + 1));
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void invalidTokenIsAnsweredWithOneNewTokenAndOneRetry() throws Exception {
    try (Tokens tokens =
        new Tokens(
            Tokens.issuing(",\"expires_in\":3600"),
            (request, out) -> {
              boolean good = request.all("Authorization").contains("Bearer t2");
              Peer.write(out, good ? 200 : 401, request.text(), good ? "A: b" : INVALID_TOKEN);
            })) {
      Response response = tokens.connection().post("/a?b=c", Body.text("payload", "text/plain"));
      assertThat(response.status()).isEqualTo(200);
      assertThat(response.text()).isEqualTo("payload");
      assertThat(tokens.bearers()).containsExactly("Bearer t1", "Bearer t2");
      assertThat(tokens.api().requests()).allMatch(r -> r.all("Authorization").size() == 1);
      assertThat(tokens.endpoint().requests()).hasSize(2);
    }
  }

  @Test
  void aTokenThatIsNeverRightIsRetriedOnce() throws Exception {
    try (Tokens tokens =
        new Tokens(
            Tokens.issuing(",\"expires_in\":3600"),
            (request, out) -> Peer.write(out, 401, "no", INVALID_TOKEN))) {
      assertThat(tokens.connection().get("/a").status()).isEqualTo(401);
      assertThat(tokens.api().requests()).hasSize(2);
      assertThat(tokens.endpoint().requests()).hasSize(2);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "401|X: y",
        "401|WWW-Authenticate: Bearer",
        "401|WWW-Authenticate: Bearer error=\"insufficient_scope\"",
        "401|WWW-Authenticate: Basic realm=\"Bearer error=\\\"invalid_token\\\"\"",
        "401|WWW-Authenticate: Digest error=\"invalid_token\"",
        "403|WWW-Authenticate: Bearer error=\"invalid_token\"",
        "429|Retry-After: 0",
        "503|Retry-After: 0",
      })
  void anyOtherRefusalIsTheCallers(int status, String header) throws Exception {
    try (Tokens tokens =
        new Tokens(
            Tokens.issuing(",\"expires_in\":3600"),
            (request, out) -> Peer.write(out, status, "no", header))) {
      assertThat(tokens.connection().get("/a").status()).isEqualTo(status);
      assertThat(tokens.api().requests()).hasSize(1);
      assertThat(tokens.endpoint().requests()).hasSize(1);
    }
  }

  @Test
  void aBodyThatCannotBeRepeatedIsNotRetried() throws Exception {
    try (Tokens tokens =
        new Tokens(
            Tokens.issuing(""), (request, out) -> Peer.write(out, 401, "no", INVALID_TOKEN))) {
      Body once =
          new Body.Stream(() -> new java.io.ByteArrayInputStream(new byte[] {1}), "a/b", -1, false);
      assertThat(tokens.connection().post("/a", once).status()).isEqualTo(401);
      assertThat(tokens.api().requests()).hasSize(1);
    }
  }

  @Test
  void fiftyRefusalsAtOnceMakeOneNewToken() throws Exception {
    CyclicBarrier all = new CyclicBarrier(50);
    try (Tokens tokens =
        new Tokens(
            Tokens.issuing(",\"expires_in\":3600"),
            (request, out) -> {
              boolean good = !request.all("Authorization").contains("Bearer t1");
              if (!good && request.target().equals("/together")) {
                try {
                  all.await(5, TimeUnit.SECONDS);
                } catch (java.util.concurrent.BrokenBarrierException
                    | java.util.concurrent.TimeoutException e) {
                  throw new java.io.IOException(e);
                }
              }
              Peer.write(out, good ? 200 : 401, "", good ? "A: b" : INVALID_TOKEN);
            })) {
      assertThat(Crowd.together(50, () -> tokens.connection().get("/together").status()))
          .containsOnly(200);
      assertThat(tokens.endpoint().requests()).hasSize(2);
      assertThat(tokens.api().requests()).hasSize(100);
    }
  }
}
