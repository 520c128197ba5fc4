package dev.gatehouse.conformance.exec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.conformance.Run;
import dev.gatehouse.conformance.Runner;
import dev.gatehouse.conformance.Standing;
import dev.gatehouse.conformance.check.Checks;
import dev.gatehouse.conformance.client.ReferenceClient;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TesteeTest {

  /** Each process is a JVM that has to start, on a machine that may be busy. */
  private static final Runner PATIENT =
      new Runner(4, Duration.ofSeconds(90), Duration.ofMinutes(5));

  @Test
  void theReferenceClientPassesOverTheProtocolToo() {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    String command =
        String.join(
            " ",
            "'" + java + "'",
            "-cp '" + System.getProperty("java.class.path") + "'",
            "dev.gatehouse.conformance.cli.Main testee");
    try (ExecClient client = ExecClient.start(command)) {
      Run run = PATIENT.run(client, Checks.all(), result -> {});

      assertThat(client.name()).isEqualTo("gatehouse");
      assertThat(client.authTypes()).isEqualTo(new ReferenceClient().authTypes());
      assertThat(client.features()).isEqualTo(new ReferenceClient().features());
      assertThat(run.results())
          .allSatisfy(
              result ->
                  assertThat(result.standing())
                      .as(result.check().id() + ": " + result.outcome())
                      .isEqualTo(Standing.PASSED));
    }
  }
}
