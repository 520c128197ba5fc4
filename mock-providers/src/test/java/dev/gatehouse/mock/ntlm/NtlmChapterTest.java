package dev.gatehouse.mock.ntlm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gatehouse.client.ClientOptions;
import dev.gatehouse.client.HttpConnection;
import dev.gatehouse.client.Proxy;
import dev.gatehouse.connection.Connection;
import dev.gatehouse.connection.NoneAuth;
import dev.gatehouse.connection.NtlmAuth;
import dev.gatehouse.connection.Secret;
import dev.gatehouse.mock.Gatehouse;
import dev.gatehouse.mock.scenario.Lineup;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/ntlm.md says is so: reasons, settings, lines of Java and of a shell. */
class NtlmChapterTest {
  private static final Path CHAPTER = Path.of("..", "docs", "ntlm.md");
  private static final Path CODE = Path.of("src/main/java/dev/gatehouse/mock");
  private static final Path THIS =
      Path.of("src/test/java/dev/gatehouse/mock/ntlm/NtlmChapterTest.java");
  private static final Pattern REASON = Pattern.compile("\"([a-z]+(?:-[a-z0-9]+)+|replayed)\"");
  private static final Pattern EVIDENCE = Pattern.compile("evidence\\.put\\(\\s*\"([a-z-]+)\"");

  @TempDir private Path directory;

  private static Set<String> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(it -> it.group(1)).collect(Collectors.toSet());
  }

  private static String code(Path below) {
    try (Stream<Path> files = Files.walk(CODE.resolve(below))) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .map(NtlmChapterTest::text)
          .collect(Collectors.joining());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void hasEveryReasonToRefuseAndNoOther() {
    String ntlm = code(Path.of("ntlm"));
    Set<String> reasons = found(REASON, ntlm);
    reasons.removeAll(found(EVIDENCE, ntlm));
    reasons.addAll(found(REASON, code(Path.of("credential/internal/AuthorizationHeader.java"))));
    String section = text(CHAPTER).split("\n## Reasons to refuse\n", -1)[1].split("\n## ", -1)[0];
    assertThat(reasons).hasSizeGreaterThan(30);
    assertThat(found(Pattern.compile("(?m)^\\| `([a-z0-9-]+)` \\|"), section))
        .containsExactlyInAnyOrderElementsOf(reasons);
  }

  @Test
  void hasEveryNameOfTheEvidence() {
    assertThat(found(EVIDENCE, code(Path.of("ntlm"))))
        .hasSizeGreaterThan(9)
        .allSatisfy(name -> assertThat(text(CHAPTER).contains("`" + name + "`")).as(name).isTrue());
  }

  @Test
  void hasEverySettingAndEveryWordForOne() {
    Stream<String> settings =
        Stream.of(NtlmSettings.class, NtlmGateSettings.class)
            .flatMap(type -> Stream.of(type.getDeclaredMethods()))
            .filter(method -> method.getName().startsWith("with"))
            .map(method -> method.getName());
    Stream<String> words =
        Stream.of(
                Stream.of(OfferedTargetInfo.values()),
                Stream.of(ChannelBindingPolicy.values()),
                Stream.of(NtlmScheme.values()),
                Stream.of(NtlmLevel.values()).filter(level -> level != NtlmLevel.ANONYMOUS))
            .flatMap(values -> values.map(Enum::name));
    assertThat(Stream.concat(settings, words))
        .hasSizeGreaterThan(20)
        .allSatisfy(name -> assertThat(text(CHAPTER).contains("`" + name + "`")).as(name).isTrue());
  }

  @Test
  void hasItsJavaFromHere() {
    List<String> blocks =
        Pattern.compile("(?ms)^```java\\n(.*?)^```$")
            .matcher(text(CHAPTER))
            .results()
            .map(block -> block.group(1))
            .toList();
    String here = text(THIS).replaceAll("\\s+", " ");
    assertThat(blocks).hasSize(2);
    assertThat(blocks)
        .allSatisfy(
            block ->
                assertThat(here.contains(block.strip().replaceAll("\\s+", " ")))
                    .as(block)
                    .isTrue());
  }

  @Test
  void logsIn() {
    try (Gatehouse gatehouse = Gatehouse.start()) {
      NtlmAccounts accounts = NtlmAccounts.lockedOutAfter(3);
      accounts.add("CORP", "ada", Secret.of("lovelace-1843"));
      NtlmTarget names = NtlmTarget.of("GATE", "CORP", "gate.corp.example", "corp.example");
      NtlmGateSettings settings = NtlmGateSettings.of(NtlmSettings.of(names));
      gatehouse.guard("/reports", new NtlmGate(accounts, settings, gatehouse.clock()));

      Connection reports =
          Connection.of(
              "reports",
              gatehouse.baseUri().resolve("/reports"),
              NtlmAuth.of("CORP", "ada", "lovelace-1843"));
      try (HttpConnection client = HttpConnection.open(reports)) {
        assertThat(client.get("/7").status()).isEqualTo(200);
        assertThat(client.get("/8").status()).isEqualTo(200); // no second handshake
      }
      var logins = gatehouse.journal().entries(e -> "handshake".equals(e.evidence().get("login")));
      assertThat(logins).hasSize(1);
    }
  }

  @Test
  void goesThroughAProxy() {
    try (Gatehouse gatehouse = Gatehouse.builder().lineup(Lineup.empty()).start()) {
      NtlmAccounts accounts = NtlmAccounts.empty();
      accounts.add("CORP", "ada", Secret.of("lovelace-1843"));
      NtlmTarget names = NtlmTarget.of("GATE", "CORP", "gate.corp.example", "corp.example");
      NtlmGateSettings settings = NtlmGateSettings.of(NtlmSettings.of(names));

      URI proxy = gatehouse.proxy(new NtlmGate(accounts, settings, gatehouse.clock()));

      ClientOptions through =
          ClientOptions.defaults()
              .withProxy(Proxy.at(proxy, NtlmAuth.of("CORP", "ada", "lovelace-1843")));
      Connection open = Connection.of("open", gatehouse.baseUri(), new NoneAuth());
      try (HttpConnection client = HttpConnection.open(open, through)) {
        assertThat(client.get("/hello").status()).isEqualTo(200);
      }
      assertThat(
              gatehouse.journal().count(e -> e.handledBy().equals("proxy " + proxy.getAuthority())))
          .isGreaterThan(1);
    }
  }

  /** At the gate of the line-up, as it is in the jar. */
  @Test
  void hasLinesForAShellThatLogIn() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/curl")), "curl is not installed");
    List<String> lines =
        text(CHAPTER).lines().filter(line -> line.startsWith("curl --ntlm ")).toList();
    assertThat(lines).hasSizeGreaterThan(1);
    try (Gatehouse gatehouse = Gatehouse.builder().fixedCredentials().start()) {
      NtlmAccounts accounts = NtlmAccounts.empty();
      accounts.add("GATEHOUSE", "alan", Secret.of("turing-1936"));
      NtlmTarget names =
          NtlmTarget.of("GATE", "GATEHOUSE", "gate.gatehouse.example", "gatehouse.example");
      NtlmGateSettings settings = NtlmGateSettings.of(NtlmSettings.of(names));
      gatehouse.guard("/api/ntlm", new NtlmGate(accounts, settings, gatehouse.clock()));
      Files.writeString(directory.resolve("ca.pem"), gatehouse.caPem());
      for (String line : lines) {
        String here = line.replace(":8480", ":" + gatehouse.baseUri().getPort());
        assertThat(status(here)).as(line).endsWith(" 200");
      }
    }
  }

  private String status(String line) throws Exception {
    Process shell =
        new ProcessBuilder("sh", "-c", "curl -sS -w ' %{http_code}'" + line.substring(4))
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .start();
    shell.getOutputStream().close();
    String answer = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(shell.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return answer;
  }
}
