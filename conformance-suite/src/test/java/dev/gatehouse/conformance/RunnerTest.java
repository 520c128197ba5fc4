package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.conformance.client.CallRequest;
import dev.gatehouse.conformance.client.CallResult;
import dev.gatehouse.conformance.client.ClientCrashedException;
import dev.gatehouse.conformance.client.Feature;
import dev.gatehouse.conformance.peer.Peer;
import dev.gatehouse.conformance.peer.Reply;
import dev.gatehouse.connection.AuthType;
import dev.gatehouse.connection.BasicAuth;
import dev.gatehouse.connection.Connection;
import dev.gatehouse.connection.NoneAuth;
import dev.gatehouse.connection.Secret;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RunnerTest {
  private static final Runner RUNNER = new Runner(3, Duration.ofMinutes(1), Duration.ofMinutes(2));
  private static final Connection CONNECTION =
      Connection.of("c", URI.create("http://127.0.0.1:1"), new NoneAuth());
  private static final ScriptedClient ANSWERING =
      new ScriptedClient(request -> new CallResult.Answered(200, List.of(), new byte[0], ""));

  private static Check.Draft draft(String id) {
    return Check.must(id, "a title").from(Spec.rfc(9110, "15")).rule("The client must.");
  }

  private static Outcome outcome(ScriptedClient client, Check.Step step) {
    return outcome(RUNNER, client, step);
  }

  private static Outcome outcome(Runner runner, ScriptedClient client, Check.Step step) {
    return runner.run(client, draft("a.check").step(step)).outcome();
  }

  @Test
  void passesACheckWhoseStepReturns() {
    assertThat(outcome(ANSWERING, bench -> {})).isInstanceOf(Outcome.Passed.class);
  }

  @Test
  void failsACheckThatExpectedSomethingElse() {
    assertThat(outcome(ANSWERING, bench -> Expect.that(false, "a", "b", "c")))
        .isEqualTo(new Outcome.Failed("a", "b", "c"));
  }

  @Test
  void tellsAFaultOfTheCheckFromAFaultOfTheClient() {
    assertThat(
            outcome(
                ANSWERING,
                bench -> {
                  throw new IllegalStateException("slip");
                }))
        .isInstanceOfSatisfying(
            Outcome.Broken.class, broken -> assertThat(broken.cause()).contains("slip"));
  }

  @Test
  void skipsWhatTheClientCannotDoAndSaysWhatIsMissing() {
    Check check =
        draft("a.check").needs(AuthType.NTLM).needs(Feature.CUSTOM_HOOK).step(bench -> {});

    assertThat(RUNNER.run(ANSWERING, check).outcome())
        .isEqualTo(
            new Outcome.Skipped(
                "the client does not have the auth type ntlm and the feature custom-hook"));
  }

  @Test
  void oneOfSeveralAlternativesIsEnough() {
    Check basicWillDo =
        draft("a.check").needsOneOf(List.of(AuthType.BASIC, AuthType.NTLM)).step(bench -> {});
    Check nothingWillDo =
        draft("a.check").needsOneOf(List.of(AuthType.NTLM, AuthType.HEADER)).step(bench -> {});

    assertThat(RUNNER.run(ANSWERING, basicWillDo).outcome()).isInstanceOf(Outcome.Passed.class);
    assertThat(RUNNER.run(ANSWERING, nothingWillDo).outcome())
        .isEqualTo(new Outcome.Skipped("the client does not have the auth type header or ntlm"));
  }

  @Test
  void saysInWhichPartOfACheckTheClientFailed() {
    assertThat(
            outcome(
                ANSWERING,
                bench ->
                    Expect.in(
                        "with basic",
                        () -> Expect.that(false, "one request arrives", "none", "why"))))
        .isEqualTo(new Outcome.Failed("with basic, one request arrives", "none", "why"));
    assertThat(
            outcome(
                ANSWERING,
                bench ->
                    Expect.in(
                        "with basic",
                        () -> {
                          throw Expect.skip("not here");
                        })))
        .isEqualTo(new Outcome.Skipped("not here"));
  }

  @Test
  void failsTheCheckOfAClientThatNeverComesBack() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    ScriptedClient hanging =
        new ScriptedClient(
            request -> {
              try {
                never.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
              return new CallResult.Failed(CallResult.Kind.NETWORK, "", "");
            });

    Runner impatient = new Runner(1, Duration.ofSeconds(2), Duration.ofMinutes(2));

    assertThat(outcome(impatient, hanging, bench -> bench.call(CONNECTION, CallRequest.get("/"))))
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> assertThat(failed.observed()).contains("GET /").contains("busy"));
  }

  @Test
  void givesUpACheckThatHangsItself() {
    Runner impatient = new Runner(1, Duration.ofSeconds(5), Duration.ofMillis(200));
    Check check = draft("a.check").step(bench -> new CountDownLatch(1).await());

    assertThat(impatient.run(ANSWERING, check).outcome())
        .isInstanceOfSatisfying(
            Outcome.Broken.class, broken -> assertThat(broken.cause()).contains("did not end"));
  }

  @Test
  void failsTheCheckInWhichTheClientCrashed() {
    ScriptedClient crashing =
        new ScriptedClient(
            request -> {
              throw new ClientCrashedException("exit code 7");
            });

    assertThat(outcome(crashing, bench -> bench.call(CONNECTION, CallRequest.get("/"))))
        .isInstanceOfSatisfying(
            Outcome.Failed.class, failed -> assertThat(failed.observed()).isEqualTo("exit code 7"));
  }

  @Test
  void showsACheckWhatAClientThrewUndeclared() {
    ScriptedClient slipping =
        new ScriptedClient(
            request -> {
              throw new ClassCastException("slip");
            });
    List<CallResult> seen = new ArrayList<>();

    outcome(slipping, bench -> seen.add(bench.call(CONNECTION, CallRequest.get("/"))));

    assertThat(seen)
        .singleElement()
        .isInstanceOfSatisfying(
            CallResult.Failed.class,
            failed -> assertThat(failed.kind()).isEqualTo(CallResult.Kind.UNEXPECTED));
  }

  @Test
  void masksSecretsInOutcomeAndExchanges() {
    Connection connection =
        Connection.of(
            "c", URI.create("http://127.0.0.1:1"), new BasicAuth("ada", Secret.of("pass word&1")));

    CheckResult result =
        RUNNER.run(
            ANSWERING,
            draft("a.check")
                .step(
                    bench -> {
                      bench.open(connection);
                      Peer peer = bench.peer().answer(Reply.ok());
                      say(
                          peer,
                          "GET /?key=pass+word%261 HTTP/1.1\r\nAuthorization: Basic QWxhZGRpbg==\r\nX-Amz-Security-Token: QWxhZGRpbg==\r\n\r\n");
                      throw Expect.fail("nothing", "it sent pass word&1", "because");
                    }));

    assertThat(result.outcome()).isEqualTo(new Outcome.Failed("nothing", "it sent ***", "because"));
    assertThat(result.exchanges())
        .singleElement()
        .satisfies(
            exchange ->
                assertThat(exchange.request())
                    .contains("GET /?key=*** HTTP/1.1")
                    .contains("Authorization: Basic ***")
                    .contains("X-Amz-Security-Token: ***")
                    .doesNotContain("QWxhZGRpbg"));
  }

  @Test
  void closesWhatACheckOpened() {
    List<Peer> peers = new ArrayList<>();

    outcome(ANSWERING, bench -> peers.add(bench.peer().on("/here", Reply.status(299))));

    assertThat(peers).singleElement().satisfies(peer -> assertThat(answers(peer)).isFalse());
  }

  @Test
  void reportsInTheOrderOfTheChecks() {
    List<Check> checks =
        IntStream.range(0, 20).mapToObj(i -> draft("a.check-" + i).step(bench -> {})).toList();
    List<String> progress = new ArrayList<>();

    Run run = RUNNER.run(ANSWERING, checks, result -> progress.add(result.check().id()));

    List<String> ids = checks.stream().map(Check::id).toList();
    assertThat(progress).isEqualTo(ids);
    assertThat(run.results()).extracting(result -> result.check().id()).isEqualTo(ids);
    assertThat(run.verdict()).isEqualTo(Verdict.CONFORMANT);
  }

  @Test
  void onlyAFailedMustCondemns() {
    Check.Step failing = bench -> Expect.that(false, "a", "b", "c");
    Check must = draft("a.must").step(failing);
    Check should = Check.should("a.should", "t").from(Spec.hardening()).step(failing);
    Check info = Check.info("a.info", "t").from(Spec.hardening()).step(failing);

    assertThat(RUNNER.run(ANSWERING, List.of(should, info), result -> {}).verdict())
        .isEqualTo(Verdict.CONFORMANT);
    assertThat(RUNNER.run(ANSWERING, List.of(must, should), result -> {}).verdict())
        .isEqualTo(Verdict.NOT_CONFORMANT);
  }

  @Test
  void aRunWithoutAnyCheckThatAppliesIsNoPraise() {
    Check ntlm = draft("a.check").needs(AuthType.NTLM).step(bench -> {});

    assertThat(RUNNER.run(ANSWERING, List.of(ntlm), result -> {}).verdict())
        .isEqualTo(Verdict.NOTHING_CHECKED);
  }

  private static void say(Peer peer, String request) throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), peer.uri().getPort())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.shutdownOutput();
      assertThat(socket.getInputStream().readAllBytes()).isNotEmpty();
    }
  }

  /** Another test may have the port by now, but not this answer. */
  private static boolean answers(Peer peer) {
    try {
      var call = (HttpURLConnection) peer.at("/here").toURL().openConnection();
      call.setConnectTimeout(5000);
      call.setReadTimeout(5000);
      return call.getResponseCode() == 299;
    } catch (IOException e) {
      return false;
    }
  }
}
