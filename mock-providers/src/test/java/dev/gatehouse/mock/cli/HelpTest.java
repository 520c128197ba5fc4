package dev.gatehouse.mock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelpTest {
  @Test
  void printsTheHelpWithoutACommand() {
    CommandLineRun run = CommandLineRun.of();

    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("Usage: java -jar gatehouse.jar", "serve", "call", "Examples:");
    assertThat(run.out()).isEqualTo(CommandLineRun.of("--help").out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "serve", "call"})
  void fitsATerminalOf80Columns(String command) {
    String help = CommandLineRun.of((command + " --help").strip().split(" ", -1)).out();

    assertThat(help.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
  }

  @ParameterizedTest
  @ValueSource(strings = {"serve", "call"})
  void teachesExamplesAndExitCodes(String command) {
    assertThat(CommandLineRun.of(command, "--help").out()).contains("Examples:", "Exit codes:");
  }

  @Test
  void printsTheVersion() {
    assertThat(CommandLineRun.of("--version").out()).startsWith("Gatehouse ");
    assertThat(CommandLineRun.of("serve", "--version").out()).startsWith("Gatehouse ");
  }

  @Test
  void suggestsTheCommandThatWasMeant() {
    CommandLineRun run = CommandLineRun.of("srve");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("Did you mean").contains("serve");
  }
}
