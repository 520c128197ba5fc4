package dev.gatehouse.mock.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.gatehouse.client.HttpConnection;
import dev.gatehouse.connection.Connection;
import dev.gatehouse.connection.Connections;
import dev.gatehouse.mock.Gatehouse;
import dev.gatehouse.mock.journal.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the pages for users say of the jar is so: lines can be pasted, and examples are read. */
class DocumentationTest {
  private static final Path ROOT = Path.of("..");
  private static final String PORT = ":8480";

  @TempDir private Path directory;

  private static String page(String name) {
    try {
      return Files.readString(ROOT.resolve(name));
    } catch (IOException e) {
      throw new AssertionError("cannot read " + name, e);
    }
  }

  /** The code of a language, block by block, of every page. */
  private static List<String> blocks(String language) {
    Pattern fence = Pattern.compile("(?ms)^```" + language + "\\n(.*?)^```$");
    return Stream.of("README.md", "docs/server.md", "docs/connections.md")
        .flatMap(page -> fence.matcher(page(page)).results())
        .map((MatchResult block) -> block.group(1))
        .toList();
  }

  private static Gatehouse server() {
    return Gatehouse.builder().fixedCredentials().start();
  }

  @Test
  void everyCurlLineSucceeds() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/curl")), "curl is not installed");
    List<String> lines =
        blocks("sh").stream()
            .flatMap(String::lines)
            .filter(line -> line.startsWith("curl ") && line.contains("127.0.0.1" + PORT))
            .toList();
    assertThat(lines).hasSizeGreaterThan(10);
    try (Gatehouse server = server()) {
      for (String line : lines) {
        assertThat(status(line.replace(PORT, ":" + server.baseUri().getPort())))
            .as(line)
            .startsWith("2");
      }
    }
  }

  private String status(String line) throws Exception {
    Process shell =
        new ProcessBuilder("sh", "-c", "curl -sS -w '\\n%{http_code}'" + line.substring(4))
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .start();
    String answer = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(shell.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return answer.substring(answer.lastIndexOf('\n') + 1);
  }

  static Stream<String> connections() {
    return blocks("yaml").stream().filter(DocumentationTest::isConnection);
  }

  private static boolean isConnection(String yaml) {
    return yaml.startsWith("name: ") || yaml.startsWith("- name: ");
  }

  /** NTLM logins by name: each name has the fields of one below it. */
  private static boolean isProfiles(String yaml) {
    return yaml.matches("[a-z]+:\\n  domain: [\\s\\S]*");
  }

  @Test
  void everyProfileIsRead() throws Exception {
    List<String> examples = blocks("yaml").stream().filter(DocumentationTest::isProfiles).toList();
    assertThat(examples).isNotEmpty();
    for (String yaml : examples) {
      assertThat(Connections.readProfiles(yaml)).hasSizeGreaterThan(1);
    }
  }

  @ParameterizedTest
  @MethodSource("connections")
  void everyConnectionLogsIn(String yaml) throws Exception {
    try (Gatehouse server = server()) {
      Path ca = Files.writeString(directory.resolve("ca.pem"), server.caPem());
      String here =
          yaml.replace(PORT, ":" + server.baseUri().getPort()).replace("ca.pem", ca.toString());
      for (Connection connection : Connections.readAll(here)) {
        try (HttpConnection client = HttpConnection.open(connection)) {
          assertThat(client.get("/hello").status()).isEqualTo(200);
        }
      }
    }
  }

  @Test
  void everyConfigurationIsRead() throws Exception {
    List<String> examples =
        blocks("yaml").stream().filter(yaml -> !isConnection(yaml) && !isProfiles(yaml)).toList();
    assertThat(examples).isNotEmpty();
    for (String yaml : examples) {
      Path file = Files.writeString(directory.resolve("gatehouse.yaml"), yaml);
      assertThat(ServeConfigReader.read(file).gates()).isNotEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyOptionIsDescribed(String command, String page) {
    GatehouseCommand.create(Streams.ofTheProcess(), new UntilKilled())
        .getSubcommands()
        .get(command)
        .getCommandSpec()
        .options()
        .stream()
        .filter(option -> !option.usageHelp() && !option.versionHelp())
        .flatMap(option -> Arrays.stream(option.names()))
        .forEach(
            name -> assertThat(page(page).contains("`" + name)).as(page + ": " + name).isTrue());
  }

  static Stream<Arguments> commands() {
    return Stream.of(
        Arguments.of("serve", "docs/server.md"), Arguments.of("call", "docs/connections.md"));
  }

  @Test
  void theJournalsExampleHasTheMembersOfAnEntry() throws Exception {
    JsonNode example = new JsonMapper().readTree(blocks("json").get(0));
    try (Gatehouse server = server()) {
      get(server, "/api/basic/hello");
      JsonNode entries = new JsonMapper().readTree(get(server, "/__gatehouse/journal"));
      assertThat(example.get(0).fieldNames())
          .toIterable()
          .containsExactlyElementsOf(() -> entries.get(0).fieldNames());
    }
  }

  @Test
  void everyAuthTypeOfTheLineupIsDescribed() {
    try (Gatehouse server = server()) {
      assertThat(server.lineup())
          .allSatisfy(
              scenario -> {
                String row = "\n| `" + scenario.type().id() + "` |";
                assertThat(page("README.md").contains(row)).as(row).isTrue();
                assertThat(page("docs/connections.md").contains(row)).as(row).isTrue();
              });
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyOutcomeIsDescribed(Outcome outcome) {
    assertThat(page("docs/server.md").contains("| `" + outcome + "` |")).isTrue();
  }

  @Test
  void everyPathOfTheIndexIsDescribed() throws Exception {
    try (Gatehouse server = server()) {
      assertThat(get(server, "/__gatehouse/").lines().skip(2))
          .hasSizeGreaterThan(5)
          .allSatisfy(
              line -> {
                String[] words = line.split(" +", 3);
                String resource = "`" + words[0] + " " + words[1] + "`";
                assertThat(page("docs/server.md").contains(resource)).as(resource).isTrue();
              });
    }
  }

  private static String get(Gatehouse server, String path) throws IOException {
    var connection = (HttpURLConnection) server.baseUri().resolve(path).toURL().openConnection();
    try (InputStream body =
        connection.getResponseCode() < 400
            ? connection.getInputStream()
            : connection.getErrorStream()) {
      return new String(body.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
