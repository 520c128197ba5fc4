package dev.gatehouse.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The curl of this machine, where there is one. */
final class Curl {
  private Curl() {}

  /** How it ended, and what it printed, errors included. */
  record Run(int exit, String output) {}

  /** Skips the test without one that stands on OpenSSL 3, whose words and limits it tests. */
  static void assumeOpenSsl3() {
    boolean there;
    try {
      there = run("--version").output().contains("OpenSSL/3.");
    } catch (IOException | InterruptedException e) {
      there = false;
    }
    assumeTrue(there, "there is no curl with OpenSSL 3");
  }

  static Run run(String... arguments) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of("curl", "-sS", "--noproxy", "*"));
    words.addAll(List.of(arguments));
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Run(process.exitValue(), output);
  }
}
