package dev.gatehouse.mock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The real entry point, in a JVM of its own. */
@Timeout(120)
class MainTest {
  @TempDir private Path directory;

  private Process start(String... arguments) throws Exception {
    ProcessBuilder java =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            Main.class.getName());
    java.command().addAll(List.of(arguments));
    return java.redirectError(directory.resolve("err").toFile()).start();
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no SIGTERM")
  void servesUntilSigtermAndLeavesNothingBehind() throws Exception {
    Path ready = directory.resolve("ready");
    Process server = start("serve", "--port", "0", "--ready-file", ready.toString());
    try (BufferedReader out = server.inputReader(StandardCharsets.UTF_8)) {
      String line = out.readLine();
      while (line != null && !line.startsWith("Ctrl+C")) {
        line = out.readLine();
      }
      assertThat(line).as(Files.readString(directory.resolve("err"))).isNotNull();
      // The ready file follows the table at once; the server answers before either.
      while (!Files.exists(ready)) {
        Thread.onSpinWait();
      }
      URI hello = URI.create(Files.readString(ready).strip() + "/api/none/hello");
      HttpRequest request = HttpRequest.newBuilder(hello).build();
      assertThat(
              HttpClient.newHttpClient()
                  .send(request, HttpResponse.BodyHandlers.discarding())
                  .statusCode())
          .isEqualTo(200);

      server.destroy();

      assertThat(server.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(server.exitValue()).isEqualTo(143);
      assertThat(ready).doesNotExist();
    } finally {
      server.destroyForcibly();
    }
  }

  @Test
  void endsWithTheExitCodeOfTheCommand() throws Exception {
    Process wrong = start("serve", "--port", "x");

    assertThat(wrong.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(wrong.exitValue()).isEqualTo(2);
    assertThat(Files.readString(directory.resolve("err"))).contains("'x' is not an int");
  }
}
