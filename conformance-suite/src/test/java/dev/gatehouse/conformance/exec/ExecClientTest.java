package dev.gatehouse.conformance.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.conformance.Check;
import dev.gatehouse.conformance.Outcome;
import dev.gatehouse.conformance.Runner;
import dev.gatehouse.conformance.Spec;
import dev.gatehouse.conformance.client.CallRequest;
import dev.gatehouse.connection.Connection;
import dev.gatehouse.connection.NoneAuth;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExecClientTest {
  private static final Connection CONNECTION =
      Connection.of("c", URI.create("http://127.0.0.1:1"), new NoneAuth());
  private static final Runner RUNNER = new Runner(1, Duration.ofSeconds(90), Duration.ofMinutes(3));
  private static final Runner IMPATIENT =
      new Runner(1, Duration.ofSeconds(1), Duration.ofSeconds(60));
  private static final Check CALLING =
      Check.must("a.call", "A call")
          .from(Spec.hardening())
          .step(bench -> bench.call(CONNECTION, CallRequest.get("/")));

  @ParameterizedTest
  @CsvSource({
    "crash, ended with exit code 7",
    "crash, segmentation fault",
    "garbage, no message of the protocol",
    "stranger, neither 'answered' nor 'failed'",
    "endless, longer than"
  })
  void blamesTheCheckOnWhichTheClientWentWrong(String flaw, String told) throws Exception {
    try (ExecClient client = ExecClient.start(MisbehavingClient.command(flaw))) {
      assertThat(client.name()).isEqualTo("odd");
      assertThat(RUNNER.run(client, CALLING).outcome())
          .isInstanceOfSatisfying(
              Outcome.Failed.class, failed -> assertThat(failed.observed()).contains(told));
    }
  }

  @Test
  void endsAClientThatHangs() throws Exception {
    try (ExecClient client = ExecClient.start(MisbehavingClient.command("hang"))) {
      assertThat(IMPATIENT.run(client, CALLING).outcome())
          .isInstanceOfSatisfying(
              Outcome.Failed.class, failed -> assertThat(failed.observed()).contains("still busy"));
    }
  }

  @Test
  void startsTheClientAgainAfterACrash() throws Exception {
    Check opening =
        Check.must("a.open", "Opens").from(Spec.hardening()).step(bench -> bench.open(CONNECTION));
    try (ExecClient client = ExecClient.start(MisbehavingClient.command("crash"))) {
      assertThat(RUNNER.run(client, List.of(CALLING, opening), result -> {}).results())
          .extracting(result -> result.outcome().word())
          .containsExactly("failed", "passed");
    }
  }

  @Test
  void refusesACommandThatCannotBeStarted() {
    assertThatThrownBy(() -> ExecClient.start("/no/such/program --flag"))
        .isInstanceOf(ClientNotStartedException.class)
        .hasMessageContaining("/no/such/program");
  }

  @ParameterizedTest
  @CsvSource({"silent, ended with exit code 0", "newer, speaks protocol 2"})
  void refusesAClientThatDoesNotIntroduceItself(String flaw, String told) throws Exception {
    String command = MisbehavingClient.command(flaw);

    assertThatThrownBy(() -> ExecClient.start(command))
        .isInstanceOf(ClientNotStartedException.class)
        .hasMessageContaining(told);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`java -jar x.jar` | `[java, -jar, x.jar]`",
        "`'a b' c` | `[a b, c]`",
        "`\"a 'b'\" ''` | `[a 'b', ]`",
        "`a\\ b` | `[a b]`"
      })
  void splitsACommandAsAShellWould(String command, String words) {
    assertThat(CommandLine.split(command)).hasToString(words);
  }

  @ParameterizedTest
  @CsvSource({"`'open`", "` `"})
  void refusesACommandThatIsNone(String command) {
    assertThatThrownBy(() -> CommandLine.split(command.replace("`", "")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
