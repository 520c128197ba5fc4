package dev.gatehouse.mock.ntlm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gatehouse.connection.Secret;
import dev.gatehouse.mock.Gatehouse;
import dev.gatehouse.mock.Limits;
import dev.gatehouse.mock.Wire;
import dev.gatehouse.mock.journal.JournalEntry;
import dev.gatehouse.mock.journal.Outcome;
import dev.gatehouse.mock.scenario.Lineup;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** NTLM over HTTP, by curl and by hand: which legs belong together, and what is refused. */
@Timeout(120)
class NtlmGateTest {
  private static final NtlmGateSettings SETTINGS =
      NtlmGateSettings.of(
          NtlmSettings.of(NtlmTarget.of("GATE", "CORP", "gate.corp.example", "corp.example")));

  /** Unicode, NTLM, extended session security, always sign, target. */
  private static final String TYPE1 = message(1, 0x00088205 | 0x4);

  private static final String TYPE3 = message(3, 0);

  @TempDir private Path directory;

  private final Gatehouse gatehouse =
      Gatehouse.builder()
          .lineup(Lineup.empty())
          .limits(Limits.DEFAULT.withBodyBytes(32 * 1024 * 1024))
          .start();

  @AfterEach
  void stop() {
    gatehouse.close();
  }

  private NtlmGate gate(NtlmGateSettings settings) {
    NtlmAccounts accounts = NtlmAccounts.empty();
    accounts.add("CORP", "alice", Secret.of("wonderland"));
    return new NtlmGate(accounts, settings, gatehouse.clock());
  }

  private void guard(NtlmGateSettings settings) {
    gatehouse.guard("/api", gate(settings));
  }

  private static String message(int type, int flags) {
    byte[] bytes = new byte[64];
    byte[] signature = "NTLMSSP\0".getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(signature, 0, bytes, 0, signature.length);
    bytes[8] = (byte) type;
    for (int i = 0; i < 4; i++) {
      bytes[12 + i] = (byte) (flags >>> (8 * i));
    }
    byte[] sent = type == 1 ? Arrays.copyOf(bytes, 32) : bytes;
    return Base64.getEncoder().encodeToString(sent);
  }

  private static String get(String... fields) {
    return "GET /api HTTP/1.1\r\nHost: localhost\r\n"
        + String.join("", List.of(fields).stream().map(field -> field + "\r\n").toList())
        + "\r\n";
  }

  private static String ntlm(String token) {
    return "Authorization: NTLM " + token;
  }

  private JournalEntry last() {
    return gatehouse.journal().last(entry -> true).orElseThrow();
  }

  @Test
  void challengesAfreshForEachType1() throws Exception {
    guard(SETTINGS);
    try (Wire wire = Wire.to(gatehouse.baseUri())) {
      String first = wire.send(get(ntlm(TYPE1))).readResponse();
      String second = wire.send(get(ntlm(TYPE1))).readResponse();
      assertThat(first).startsWith("HTTP/1.1 401").contains("WWW-Authenticate: NTLM TlRMTVNTUAAC");
      assertThat(second).contains("WWW-Authenticate: NTLM TlRMTVNTUAAC").isNotEqualTo(first);
      assertThat(last().outcome()).isEqualTo(Outcome.CHALLENGED);
      assertThat(last().fields().toString()).contains("NTLM ***").doesNotContain(TYPE1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'X: 1', missing-credentials",
    "'Authorization: Basic YTpi', wrong-scheme",
    "'Authorization: Negotiate YTpi', wrong-scheme",
    "'Authorization: NTLM', bad-base64",
    "'Authorization: NTLM !!', bad-base64",
    "'Authorization: NTLM YTpi', malformed-ntlm"
  })
  void refusesWhatBeginsNoLogin(String field, String reason) throws Exception {
    guard(SETTINGS);
    try (Wire wire = Wire.to(gatehouse.baseUri())) {
      assertThat(wire.send(get(field)).readResponse())
          .startsWith("HTTP/1.1 401")
          .contains("WWW-Authenticate: NTLM\r\n")
          .doesNotContain("Connection: close");
      assertThat(last().event()).isEqualTo(reason);
      assertThat(last().explanation()).isNotBlank();
    }
  }

  @Test
  void refusesAType3ThatAnswersNothing() throws Exception {
    guard(SETTINGS);
    try (Wire one = Wire.to(gatehouse.baseUri());
        Wire two = Wire.to(gatehouse.baseUri())) {
      one.send(get(ntlm(TYPE1))).readResponse();
      two.send(get(ntlm(TYPE3))).readResponse();
      assertThat(last().event()).isEqualTo("no-challenge");
    }
  }

  /** Even one that is none of the gate's. */
  @ParameterizedTest
  @ValueSource(strings = {"/api", "/free"})
  void refusesAType3AfterAnotherRequest(String between) throws Exception {
    guard(SETTINGS);
    try (Wire wire = Wire.to(gatehouse.baseUri())) {
      wire.send(get(ntlm(TYPE1))).readResponse();
      wire.send("GET " + between + " HTTP/1.1\r\nHost: localhost\r\n\r\n").readResponse();
      wire.send(get(ntlm(TYPE3))).readResponse();
      assertThat(last().event())
          .isEqualTo(between.equals("/api") ? "no-challenge" : "request-between");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"GET /api HTTP/1.0\r\n", "GET /api HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"})
  void refusesAConnectionThatEnds(String head) {
    guard(SETTINGS);
    assertThat(Wire.exchange(gatehouse.baseUri(), head + ntlm(TYPE1) + "\r\n\r\n"))
        .startsWith("HTTP/1.1 401");
    assertThat(last().event()).isEqualTo("connection-not-kept");
  }

  @Test
  void endsTheConnectionAfterTheType2IfAskedTo() throws Exception {
    guard(SETTINGS.withCloseAfterChallenge(true));
    try (Wire wire = Wire.to(gatehouse.baseUri())) {
      assertThat(wire.send(get(ntlm(TYPE1))).readAll())
          .contains("Connection: close", "WWW-Authenticate: NTLM TlRM");
    }
  }

  @Test
  void keepsTheConnectionAfterALargeBodyWithoutLogin() throws Exception {
    guard(SETTINGS);
    try (Wire wire = Wire.to(gatehouse.baseUri())) {
      for (int length : new int[] {1_000_000, 20_000_000}) {
        String head = "POST /api HTTP/1.1\r\nHost: x\r\nContent-Length: " + length + "\r\n";
        assertThat(wire.send(head + "\r\n" + "b".repeat(length)).readResponse())
            .startsWith("HTTP/1.1 401");
        assertThat(wire.send(head + "Expect: 100-continue\r\n\r\n").readResponse())
            .startsWith("HTTP/1.1 100");
        assertThat(wire.send("b".repeat(length)).readResponse()).startsWith("HTTP/1.1 401");
      }
    }
  }

  private String curl(String... words) throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/curl")), "curl is not installed");
    assumeTrue(run(List.of("-V")).contains("NTLM"), "curl has no NTLM");
    List<String> all = new ArrayList<>(List.of("-sS", "-w", "[%{http_code}]"));
    all.addAll(List.of(words));
    return run(all);
  }

  private String run(List<String> words) throws Exception {
    List<String> command = new ArrayList<>(List.of("/usr/bin/curl"));
    command.addAll(words);
    Process process =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return said;
  }

  private String api() {
    return gatehouse.baseUri() + "/api";
  }

  @Test
  void letsCurlInOnceForTheConnection() throws Exception {
    guard(SETTINGS);
    assertThat(curl("--ntlm", "-u", "CORP\\alice:wonderland", api(), api()))
        .contains("[200]")
        .doesNotContain("[401]");
    assertThat(gatehouse.journal().entries())
        .extracting(JournalEntry::outcome)
        .containsExactly(Outcome.CHALLENGED, Outcome.ADMITTED, Outcome.ADMITTED);
    assertThat(last().principal()).isEqualTo("CORP\\alice");
    assertThat(last().evidence()).containsEntry("login", "connection");
  }

  @Test
  void letsCurlInForEachRequestIfAskedTo() throws Exception {
    guard(SETTINGS.withEveryRequest(true));
    curl("--ntlm", "-u", "CORP\\alice:wonderland", api());
    assertThat(last().evidence()).containsEntry("login", "handshake");
  }

  @ParameterizedTest
  @ValueSource(strings = {"CORP\\alice:wrong", "OTHER\\alice:wonderland", "CORP\\bob:wonderland"})
  void refusesWhoIsNotWhoTheySay(String user) throws Exception {
    guard(SETTINGS);
    assertThat(curl("--ntlm", "-u", user, api())).contains("[401]");
    assertThat(last().outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(last().evidence()).isNotEmpty();
    assertThat(last().explanation()).doesNotContain("wonderland", "wrong:");
  }

  @Test
  void getsTheBodyOfTheLastLeg() throws Exception {
    guard(SETTINGS);
    Files.write(directory.resolve("body"), new byte[1_000_000]);
    assertThat(curl("--ntlm", "-u", "CORP\\alice:wonderland", "--data-binary", "@body", api()))
        .contains("\"bodySize\":1000000", "[200]");
  }

  @Test
  void letsCurlInOverTls() throws Exception {
    guard(SETTINGS);
    Files.writeString(directory.resolve("ca.pem"), gatehouse.caPem());
    assertThat(
            curl(
                "--ntlm",
                "--cacert",
                "ca.pem",
                "-u",
                "CORP\\alice:wonderland",
                gatehouse.httpsUri() + "/api"))
        .contains("[200]");
  }

  @Test
  void letsCurlInAtAProxy() throws Exception {
    URI proxy = gatehouse.proxy(gate(SETTINGS));
    Files.writeString(directory.resolve("ca.pem"), gatehouse.caPem());
    for (URI target : List.of(gatehouse.baseUri(), gatehouse.httpsUri())) {
      assertThat(
              curl(
                  "-x",
                  proxy.toString(),
                  "--proxy-ntlm",
                  "-U",
                  "CORP\\alice:wonderland",
                  "--cacert",
                  "ca.pem",
                  target + "/free"))
          .contains("[200]");
      assertThat(
              curl(
                  "-x",
                  proxy.toString(),
                  "--proxy-ntlm",
                  "-U",
                  "CORP\\alice:x",
                  "--cacert",
                  "ca.pem",
                  target + "/free"))
          .containsAnyOf("[407]", "407");
    }
  }

  @Test
  void forgetsLoginsOnReset() throws Exception {
    guard(SETTINGS);
    try (Wire wire = Wire.to(gatehouse.baseUri())) {
      wire.send(get(ntlm(TYPE1))).readResponse();
      gatehouse.reset();
      wire.send(get(ntlm(TYPE3))).readResponse();
      assertThat(last().event()).isEqualTo("no-challenge");
    }
  }
}
