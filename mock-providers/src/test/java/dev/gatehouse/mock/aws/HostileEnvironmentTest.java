package dev.gatehouse.mock.aws;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.client.HttpConnection;
import dev.gatehouse.connection.AuthType;
import dev.gatehouse.mock.Gatehouse;
import dev.gatehouse.mock.scenario.Scenario;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The SDK looks up many things by itself; here all of them are wrong. */
class HostileEnvironmentTest {
  @TempDir Path home;

  @Test
  void usesNothingOfTheEnvironmentOrTheHomeDirectory() throws Exception {
    Path folder = Files.createDirectory(home.resolve(".aws"));
    String config =
        """
        [default]
        region = us-nowhere-1
        endpoint_url = http://127.0.0.1:1
        use_fips_endpoint = true
        use_dualstack_endpoint = true
        credential_process = /no/such/program
        defaults_mode = wrong
        retry_mode = wrong
        auth_scheme_preference = noAuth
        """;
    Files.writeString(folder.resolve("config"), config);
    Files.writeString(folder.resolve("credentials"), config);
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Duser.home=" + home,
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            OneCall.class.getName());
    builder
        .environment()
        .putAll(
            Map.ofEntries(
                Map.entry("HOME", home.toString()),
                Map.entry("AWS_ACCESS_KEY_ID", "AKIAHOSTILE"),
                Map.entry("AWS_SECRET_ACCESS_KEY", "hostile"),
                Map.entry("AWS_SESSION_TOKEN", "hostile"),
                Map.entry("AWS_REGION", "us-nowhere-1"),
                Map.entry("AWS_ENDPOINT_URL", "http://127.0.0.1:1"),
                Map.entry("AWS_ENDPOINT_URL_STS", "http://127.0.0.1:1"),
                Map.entry("AWS_PROFILE", "no-such-profile"),
                Map.entry("AWS_USE_FIPS_ENDPOINT", "true"),
                Map.entry("AWS_USE_DUALSTACK_ENDPOINT", "true"),
                Map.entry("AWS_DEFAULTS_MODE", "wrong"),
                Map.entry("AWS_RETRY_MODE", "wrong"),
                Map.entry("AWS_MAX_ATTEMPTS", "wrong"),
                Map.entry("AWS_AUTH_SCHEME_PREFERENCE", "noAuth"),
                Map.entry("HTTP_PROXY", "http://127.0.0.1:1"),
                Map.entry("HTTPS_PROXY", "http://127.0.0.1:1")));
    Process process = builder.redirectErrorStream(true).start();
    try {
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(60, SECONDS)).isTrue();
      assertThat(output).contains("aws-access-key 200", "aws-iam-role 200");
    } finally {
      process.destroyForcibly();
    }
  }

  /** Logs in with both AWS types. */
  static final class OneCall {
    private OneCall() {}

    public static void main(String[] args) {
      try (Gatehouse gatehouse = Gatehouse.start()) {
        for (AuthType type : new AuthType[] {AuthType.AWS_ACCESS_KEY, AuthType.AWS_IAM_ROLE}) {
          Scenario scenario = gatehouse.scenario(type);
          try (HttpConnection client = scenario.open()) {
            System.out.println(type + " " + client.get("/x").status());
          }
        }
      }
    }
  }
}
