package dev.gatehouse.mock.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.gatehouse.mock.Gatehouse;
import dev.gatehouse.mock.journal.Outcome;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/oauth2/endpoints.md says works, from top to bottom, and names every endpoint. */
class EndpointsChapterTest {
  private static final Path CHAPTER = Path.of("..", "docs", "oauth2", "endpoints.md");

  @TempDir private Path directory;

  private static List<String> blocks(String language) throws Exception {
    return Pattern.compile("(?ms)^```" + language + "\\n(.*?)^```$")
        .matcher(Files.readString(CHAPTER))
        .results()
        .map(block -> block.group(1))
        .toList();
  }

  private void serving(CommandLineRun.Meanwhile meanwhile) throws Exception {
    Path config = Files.writeString(directory.resolve("shop.yaml"), blocks("yaml").get(0));
    CommandLineRun run =
        CommandLineRun.serving(meanwhile, "serve", "--port", "0", "--config", config.toString());
    assertThat(run.code()).as(run.err()).isZero();
  }

  @Test
  void everyLineSucceedsInItsOrder() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/curl")), "curl is not installed");
    serving(
        gatehouse -> {
          String script =
              String.join("\n", blocks("sh")).replace(":8480", ":" + gatehouse.baseUri().getPort());
          String said = said("curl() { command curl -sS --fail-with-body \"$@\"; }\n" + script);
          assertThat(said)
              .contains(
                  "https://shop.example/back?code=",
                  "\"email\":\"ada@example.org\"",
                  "\"username\":\"ada\"",
                  "\"client_name\":\"New\"",
                  "Access-Control-Allow-Origin: https://shop.example")
              .contains("\"active\":true", "\"active\":false");
          assertThat(said.indexOf("\"active\":true")).isLessThan(said.indexOf("\"active\":false"));
          assertThat(refusals(gatehouse)).isEmpty();
        });
  }

  private String said(String script) throws Exception {
    Process shell =
        new ProcessBuilder("sh", "-e", "-c", script)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(shell.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(shell.exitValue()).as(said).isZero();
    return said;
  }

  private static List<String> refusals(Gatehouse gatehouse) {
    return gatehouse.journal().entries().stream()
        .filter(entry -> entry.outcome() == Outcome.REFUSED)
        .map(entry -> entry.path() + ": " + entry.explanation())
        .toList();
  }

  @Test
  void everyEndpointIsInTheTable() throws Exception {
    String chapter = Files.readString(CHAPTER);
    serving(
        gatehouse -> {
          String issuer = gatehouse.baseUri() + "/oauth2/shop";
          Map<String, Object> metadata =
              JSONObjectUtils.parse(
                  HttpClient.newHttpClient()
                      .send(
                          HttpRequest.newBuilder(
                                  URI.create(issuer + "/.well-known/openid-configuration"))
                              .build(),
                          HttpResponse.BodyHandlers.ofString())
                      .body());
          assertThat(metadata).containsKey("registration_endpoint");
          metadata.forEach(
              (name, value) -> {
                if (name.endsWith("_endpoint") || name.equals("jwks_uri")) {
                  String path = String.valueOf(value).substring(issuer.length());
                  assertThat(chapter).containsPattern("\\| \\[`(GET|POST) " + path + "`");
                }
              });
        });
  }
}
