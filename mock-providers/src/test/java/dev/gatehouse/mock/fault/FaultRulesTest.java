package dev.gatehouse.mock.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.mock.exchange.Answer;
import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.exchange.ServerResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Which rule fires, and how often; without a socket. */
class FaultRulesTest {
  private static final Target TOKEN = Target.endpoint("token");
  private static final Answer OK =
      new Answer.Whole(
          ServerResponse.json(
              200, "{\"access_token\":\"opaque\",\"token_type\":\"Bearer\",\"expires_in\":600}"));
  private static final Answer REFUSED =
      new Answer.Whole(ServerResponse.json(400, "{\"error\":\"invalid_grant\"}"));

  private final FaultRules faults = new FaultRules();

  private static Sighting seen() {
    return new Sighting(
        new ServerRequest("POST", "http", "h", "/token", null, List.of(), new byte[0]),
        List.of("token"),
        "token");
  }

  /** What the client would get, and by which rule. */
  private Interference send(Answer real) {
    Sighting seen = seen();
    return faults
        .before(seen)
        .orElseGet(() -> faults.after(seen, real, Optional.empty(), Instant.EPOCH));
  }

  private static int status(Interference interference) {
    return ((Answer.Whole) interference.answer()).response().status();
  }

  @Test
  void leavesEverythingAsItIsWithoutARule() {
    assertThat(send(OK)).isEqualTo(new Interference(OK, null, List.of()));
  }

  @Test
  void firesAsOftenAsAskedFor() {
    FaultRule rule = faults.on(TOKEN).times(2, Fault.status(503));
    List<Integer> statuses = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      statuses.add(status(send(OK)));
    }
    assertThat(statuses).containsExactly(503, 503, 200);
    assertThat(rule.fired()).isEqualTo(2);
    assertThat(rule.times()).hasValue(2);
    assertThat(faults.rules()).isEmpty();
  }

  @Test
  void firesUntilItIsRemoved() {
    FaultRule rule = faults.on(TOKEN).untilRemoved(Fault.status(503));
    for (int i = 0; i < 5; i++) {
      assertThat(status(send(OK))).isEqualTo(503);
    }
    assertThat(rule.times()).isEmpty();
    assertThat(faults.rules()).containsExactly(rule);

    assertThat(faults.remove(rule.id())).isTrue();
    assertThat(status(send(OK))).isEqualTo(200);
    assertThat(faults.remove(rule.id())).isFalse();
  }

  @Test
  void firesOneAfterAnotherInTheOrderTheyWereAskedFor() {
    faults.on(TOKEN).once(Fault.malformedBody());
    faults.on(TOKEN).once(Fault.status(503));
    faults.on(TOKEN).once(TokenFault.unknownTokenType());

    assertThat(send(OK).fired().type()).isEqualTo("malformed-body");
    assertThat(send(OK).fired().type()).isEqualTo("status");
    assertThat(send(OK).fired().type()).isEqualTo("unknown-token-type");
    assertThat(send(OK).fired()).isNull();
  }

  @Test
  void eachRuleHasAnIdOfItsOwnThatIsNeverGivenAgain() {
    String first = faults.on(TOKEN).once(Fault.status(503)).id();
    String second = faults.on(TOKEN).once(Fault.status(503)).id();
    faults.removeAll();
    String third = faults.on(TOKEN).once(Fault.status(503)).id();

    assertThat(List.of(first, second, third)).doesNotHaveDuplicates();
    assertThat(faults.rules()).extracting(FaultRule::id).containsExactly(third);
  }

  @Test
  void waitsForAnAnswerThatItCanSpoil() {
    FaultRule rule = faults.on(TOKEN).once(TokenFault.unknownTokenType());

    Interference refused = send(REFUSED);
    assertThat(refused.answer()).isEqualTo(REFUSED);
    assertThat(refused.fired()).isNull();
    assertThat(refused.remarks())
        .containsExactly(
            "fault f1 (unknown-token-type) on endpoint token was asked for and did not fire: the"
                + " answer has no access token");
    assertThat(rule.fired()).isZero();

    assertThat(send(OK).fired()).isNotNull();
  }

  @Test
  void saysWhyAnAnswerCannotHaveAFault() {
    faults.on(TOKEN).once(TokenFault.expired());
    faults.on(TOKEN).once(TokenFault.noRefreshToken());
    faults.on(TOKEN).once(Fault.oversizedBody(2));

    assertThat(send(OK).remarks())
        .satisfiesExactly(
            jwt -> assertThat(jwt).contains("no such token that is a signed JWT"),
            refresh -> assertThat(refresh).contains("no refresh token"),
            body -> assertThat(body).contains("the body is that long already"));
    assertThat(send(new Answer.Reset()).remarks())
        .hasSize(3)
        .allMatch(remark -> remark.contains("the stub that answered misbehaves already"));
  }

  private String locationAfterAnError(String location) {
    faults.on(TOKEN).once(Fault.authorizationError("server_error"));
    Interference sent =
        send(new Answer.Whole(ServerResponse.status(302).with("Location", location)));
    faults.removeAll();
    return ((Answer.Whole) sent.answer()).response().fields().get(0).value();
  }

  @Test
  void putsAnErrorInThePlaceOfACodeWhereverItIs() {
    assertThat(locationAfterAnError("/cb?code=1")).isEqualTo("/cb?error=server_error");
    assertThat(locationAfterAnError("/cb?x=code&code=1&state=2"))
        .isEqualTo("/cb?x=code&state=2&error=server_error");
    assertThat(locationAfterAnError("/cb?a=b#id_token=0&code=1&state=2"))
        .isEqualTo("/cb?a=b#state=2&error=server_error");
  }

  @Test
  void leavesARedirectWithoutACodeAsItIs() {
    for (String location : List.of("/login", "/cb?error=access_denied&state=1", "/cb?xcode=1")) {
      assertThat(locationAfterAnError(location)).isEqualTo(location);
    }
  }

  @Test
  void comesAfterTheDelayOfAStub() {
    faults.on(TOKEN).once(Fault.malformedBody());

    Interference late = send(new Answer.Delayed(Duration.ofSeconds(1), OK));

    assertThat(late.answer()).isInstanceOf(Answer.Delayed.class);
    Answer.Delayed delayed = (Answer.Delayed) late.answer();
    assertThat(((Answer.Whole) delayed.then()).response().body()).endsWith('<');
  }

  @Test
  void anAnswerWithoutABodyBreaksOffToo() {
    faults.on(TOKEN).once(Fault.truncatedBody());
    Answer.Truncated truncated =
        (Answer.Truncated) send(new Answer.Whole(ServerResponse.status(200))).answer();

    assertThat(truncated.sent()).isLessThan(truncated.response().body().length);
  }

  @Test
  void aFaultAskedForOnceFiresOnceHoweverManyThreadsAsk() throws Exception {
    int threads = 64;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      for (Fault fault : List.of(Fault.status(503), TokenFault.unknownTokenType())) {
        for (int round = 0; round < 50; round++) {
          FaultRule rule = faults.on(TOKEN).once(fault);
          assertThat(fired(pool, threads)).isEqualTo(1);
          assertThat(rule.fired()).isEqualTo(1);
        }
        faults.on(TOKEN).times(10, fault);
        assertThat(fired(pool, threads)).isEqualTo(10);
      }
    } finally {
      pool.shutdownNow();
    }
  }

  private long fired(ExecutorService pool, int threads)
      throws InterruptedException, ExecutionException {
    CountDownLatch together = new CountDownLatch(threads);
    Callable<Interference> request =
        () -> {
          together.countDown();
          together.await();
          return send(OK);
        };
    long fired = 0;
    List<Future<Interference>> sent = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      sent.add(pool.submit(request));
    }
    for (Future<Interference> one : sent) {
      fired += one.get().fired() == null ? 0 : 1;
    }
    return fired;
  }

  @Test
  void refusesACountThatIsNone() {
    assertThatThrownBy(() -> faults.on(TOKEN).times(0, Fault.status(503)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("times has to be 1");
    assertThat(faults.rules()).isEmpty();
  }
}
