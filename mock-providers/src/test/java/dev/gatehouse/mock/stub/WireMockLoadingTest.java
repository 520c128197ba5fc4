package dev.gatehouse.mock.stub;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.mock.Gatehouse;
import dev.gatehouse.mock.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** WireMock is slow to load: a server without stubs must not pay for it. */
class WireMockLoadingTest {
  private static final String WIREMOCK = "com.github.tomakehurst.wiremock.core.WireMockApp ";

  @TempDir Path dir;

  @Test
  void loadsNoWireMockForAServerWithoutStubs() throws Exception {
    assertThat(classesLoadedBy("echo"))
        .contains("dev.gatehouse.mock.stub.Stubs ")
        .doesNotContain(WIREMOCK)
        .doesNotContain("com.github.tomakehurst.wiremock.http.Request ")
        .doesNotContain("software.amazon.awssdk.")
        .doesNotContain("dev.gatehouse.mock.aws.policy.")
        .doesNotContain("dev.gatehouse.mock.aws.sigv4.SignatureVerifier ");
  }

  @Test
  void loadsWireMockForTheFirstStub() throws Exception {
    assertThat(classesLoadedBy("stub")).contains(WIREMOCK);
  }

  private String classesLoadedBy(String what) throws IOException, InterruptedException {
    Path log = dir.resolve(what + ".log");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load:file=" + log,
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                OneServer.class.getName(),
                what)
            .inheritIO()
            .start();
    try {
      assertThat(process.waitFor(60, SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
    } finally {
      process.destroyForcibly();
    }
    return Files.readString(log, UTF_8);
  }

  /** Starts a server with the standard line-up, asks it something, and ends it. */
  static final class OneServer {
    private OneServer() {}

    public static void main(String[] args) {
      try (Gatehouse gatehouse = Gatehouse.start()) {
        if (args[0].equals("stub")) {
          gatehouse.api().stubFor(get("/"));
        }
        String answer =
            Wire.exchange(
                gatehouse.baseUri(), "GET / HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n");
        gatehouse.reset();
        if (!answer.startsWith("HTTP/1.1 200")) {
          throw new IllegalStateException(answer);
        }
      }
    }
  }
}
