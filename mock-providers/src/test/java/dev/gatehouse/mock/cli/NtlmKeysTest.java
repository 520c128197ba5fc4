package dev.gatehouse.mock.cli;

import static dev.gatehouse.mock.cli.ConfigLevel.NTLM;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.client.HttpConnection;
import dev.gatehouse.connection.Connection;
import dev.gatehouse.connection.NtlmAuth;
import dev.gatehouse.mock.Gatehouse;
import dev.gatehouse.mock.journal.JournalEntry;
import dev.gatehouse.mock.scenario.Lineup;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the keys of an NTLM gate do. */
@Timeout(120)
class NtlmKeysTest {
  private final Gatehouse gatehouse = Gatehouse.builder().lineup(Lineup.empty()).start();

  @AfterEach
  void stop() {
    gatehouse.close();
  }

  private void guard(String keys) {
    String file =
        "gates: [{path: /a, auth: {type: ntlm, domain: CORP, username: alan, password: hush},"
            + " ntlm: {"
            + keys
            + "}}]";
    ServeConfig.Guarded guarded = ConfigLevel.whole(file).gates().get(0);
    gatehouse.guard(guarded.path(), guarded.gate().apply(gatehouse.clock()));
  }

  private JournalEntry last() {
    return gatehouse.journal().last(entry -> true).orElseThrow();
  }

  private String evidence(String name) {
    return String.valueOf(last().evidence().get(name));
  }

  private int status(String password, int requests) {
    URI uri = gatehouse.baseUri().resolve("/a");
    Connection connection = Connection.of("ntlm", uri, NtlmAuth.of("CORP", "alan", password));
    int status = 0;
    try (HttpConnection client = HttpConnection.open(connection)) {
      for (int i = 0; i < requests; i++) {
        status = client.get("/hello").status();
      }
    }
    return status;
  }

  private OldNtlmClient old() throws Exception {
    return OldNtlmClient.at(gatehouse.baseUri().resolve("/a"));
  }

  private String loggedInOverTls() throws Exception {
    try (OldNtlmClient client = OldNtlmClient.at(gatehouse.httpsUri().resolve("/a"))) {
      return client.logIn("CORP", "alan", "hush");
    }
  }

  private String begun() throws Exception {
    try (OldNtlmClient client = old()) {
      return client.begin();
    }
  }

  private void refusesTheOldClient(String event) throws Exception {
    try (OldNtlmClient client = old()) {
      assertThat(client.logIn("CORP", "alan", "hush")).startsWith("HTTP/1.1 401");
      assertThat(last().event()).isEqualTo(event);
    }
  }

  private void admitsTheOldClient() throws Exception {
    try (OldNtlmClient client = old()) {
      assertThat(client.logIn("CORP", "alan", "hush")).startsWith("HTTP/1.1 200");
      assertThat(last().principal()).isEqualTo("CORP\\alan");
    }
  }

  @Test
  void admitsItsAccountWithoutAnyKey() {
    guard("");
    assertThat(status("hush", 1)).isEqualTo(200);
    assertThat(last().principal()).isEqualTo("CORP\\alan");
    assertThat(status("another", 1)).isEqualTo(401);
    assertThat(last().event()).isEqualTo("wrong-password");
  }

  @Test
  @ConfigKey(level = NTLM, value = "schemes")
  void offersItsSchemesInTheirOrder() throws Exception {
    guard("schemes: [Negotiate, NTLM]");
    try (OldNtlmClient client = old()) {
      assertThat(client.knock())
          .containsSubsequence("WWW-Authenticate: Negotiate\r\n", "WWW-Authenticate: NTLM\r\n");
    }
    guard("");
    try (OldNtlmClient client = old()) {
      assertThat(client.knock()).contains("WWW-Authenticate: NTLM\r\n").doesNotContain("Negotiate");
    }
  }

  @Test
  @ConfigKey(level = NTLM, value = "everyRequest")
  void hasEachRequestLogIn() {
    guard("everyRequest: true");
    assertThat(status("hush", 2)).isEqualTo(200);
    assertThat(evidence("login")).isEqualTo("handshake");
    guard("");
    assertThat(status("hush", 2)).isEqualTo(200);
    assertThat(evidence("login")).isEqualTo("connection");
  }

  @Test
  @ConfigKey(level = NTLM, value = "closeAfterChallenge")
  void endsTheConnectionWithTheChallenge() throws Exception {
    guard("closeAfterChallenge: true");
    assertThat(begun()).contains("WWW-Authenticate: NTLM TlRM").contains("Connection: close");
    guard("");
    assertThat(begun()).contains("WWW-Authenticate: NTLM TlRM").doesNotContain("close");
  }

  @Test
  @ConfigKey(level = NTLM, value = "targetInfo")
  void tellsOfItselfWhatItIsToldTo() throws Exception {
    guard("");
    begun();
    assertThat(evidence("target-info")).contains("CORP", "MsvAvTimestamp");
    guard("targetInfo: names");
    begun();
    assertThat(evidence("target-info")).contains("CORP").doesNotContain("MsvAvTimestamp");
    guard("targetInfo: none");
    begun();
    assertThat(evidence("target-info")).isEmpty();
  }

  @Test
  @ConfigKey(level = NTLM, value = "minimumLevel")
  void takesOlderProofsWhenTold() throws Exception {
    guard("");
    refusesTheOldClient("level-too-low");
    guard("minimumLevel: NTLMv1");
    admitsTheOldClient();
  }

  @Test
  @ConfigKey(level = NTLM, value = "extendedSessionSecurity")
  void grantsExtendedSessionSecurityUnlessTold() throws Exception {
    guard("");
    begun();
    assertThat(evidence("offered-flags")).contains("EXTENDED_SESSIONSECURITY");
    guard("extendedSessionSecurity: false");
    begun();
    assertThat(evidence("offered-flags"))
        .contains("NTLMSSP_NEGOTIATE_NTLM")
        .doesNotContain("EXTENDED_SESSIONSECURITY");
  }

  @Test
  @ConfigKey(level = NTLM, value = "requireMic")
  void asksForAnIntegrityCode() throws Exception {
    guard("minimumLevel: NTLMv1, requireMic: true");
    refusesTheOldClient("mic-missing");
    assertThat(status("hush", 1)).isEqualTo(200);
  }

  @Test
  @ConfigKey(level = NTLM, value = "channelBinding")
  void asksForChannelBindingsOverTls() throws Exception {
    guard("minimumLevel: NTLMv1, channelBinding: require");
    admitsTheOldClient();
    assertThat(loggedInOverTls()).startsWith("HTTP/1.1 401");
    assertThat(last().event()).isEqualTo("bindings-missing");
    guard("minimumLevel: NTLMv1, channelBinding: accept");
    assertThat(loggedInOverTls()).startsWith("HTTP/1.1 200");
  }

  @Test
  @ConfigKey(level = NTLM, value = "allowedSkew")
  void refusesAClockThatIsTooFarOff() {
    gatehouse.clock().advance(Duration.ofMinutes(10));
    guard("targetInfo: names, allowedSkew: PT5M");
    assertThat(status("hush", 1)).isEqualTo(401);
    assertThat(last().event()).isEqualTo("clock-skew");
    guard("targetInfo: names, allowedSkew: PT15M");
    assertThat(status("hush", 1)).isEqualTo(200);
    guard("targetInfo: names");
    assertThat(status("hush", 1)).isEqualTo(200);
  }

  @Test
  @ConfigKey(level = NTLM, value = "anonymous")
  void letsNobodyInParticularInOnlyWhenTold() throws Exception {
    for (boolean allowed : new boolean[] {true, false}) {
      guard("anonymous: " + allowed);
      try (OldNtlmClient client = old()) {
        assertThat(client.logInAsNobody()).startsWith("HTTP/1.1 " + (allowed ? "200" : "401"));
      }
    }
    assertThat(last().event()).contains("anonymous");
  }

  @Test
  @ConfigKey(level = NTLM, value = "lockOutAfter")
  void locksItsAccountOut() {
    guard("lockOutAfter: 2");
    assertThat(status("another", 1)).isEqualTo(401);
    assertThat(status("hush", 1)).isEqualTo(200);
    for (int i = 0; i < 2; i++) {
      assertThat(status("another", 1)).isEqualTo(401);
    }
    assertThat(status("hush", 1)).isEqualTo(401);
    assertThat(last().event()).isEqualTo("account-locked-out");
  }
}
