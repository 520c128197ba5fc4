package dev.gatehouse.mock.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.client.HttpConnection;
import dev.gatehouse.connection.AuthType;
import dev.gatehouse.connection.Connection;
import dev.gatehouse.connection.NtlmAuth;
import dev.gatehouse.connection.Secret;
import dev.gatehouse.mock.Gatehouse;
import dev.gatehouse.mock.journal.JournalEntry;
import dev.gatehouse.mock.ntlm.NtlmAccount;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The accounts of NTLM scenarios are the server's, and tests change them. */
class NtlmPlanTest {
  private final Gatehouse gatehouse = Gatehouse.start();
  private final Scenario standard = gatehouse.scenario(AuthType.NTLM);

  @AfterEach
  void close() {
    gatehouse.close();
  }

  private static int status(Connection connection) {
    try (HttpConnection client = HttpConnection.open(connection)) {
      return client.get("/hello").status();
    }
  }

  private static Connection as(Scenario scenario, String domain, String user, String password) {
    return Connection.of("ntlm", scenario.apiUri(), NtlmAuth.of(domain, user, password));
  }

  private static Connection wrong(Scenario scenario) {
    return as(scenario, scenario.domain(), scenario.username(), "wrong");
  }

  private NtlmAccount account(Scenario scenario) {
    return gatehouse.ntlm().find(scenario.domain(), scenario.username()).orElseThrow();
  }

  private static String evidence(JournalEntry entry, String name) {
    return String.valueOf(entry.evidence().get(name));
  }

  @Test
  void tellsWhoLogsInFromWhere() {
    assertThat(status(standard.connection())).isEqualTo(200);

    JournalEntry call = standard.lastApiCall();
    assertThat(call.principal()).isEqualTo(standard.domain() + "\\" + standard.username());
    assertThat(evidence(call, "workstation")).isEqualTo(standard.workstation());
    assertThat(evidence(call, "level")).isEqualTo("NTLMv2");
    assertThat(standard.domain()).isEqualTo("GATEHOUSE");
    assertThatThrownBy(standard::clientId).hasMessageContaining("ntlm has no client id");
    assertThatThrownBy(() -> gatehouse.scenario(AuthType.BASIC).domain())
        .hasMessageContaining("basic has no domain");
    assertThatThrownBy(() -> gatehouse.scenario(AuthType.BASIC).workstation())
        .hasMessageContaining("basic has no workstation");
  }

  @Test
  void theDocumentedCredentialsAreThese() {
    try (Gatehouse fixed = Gatehouse.builder().fixedCredentials().start()) {
      Scenario ntlm = fixed.scenario(AuthType.NTLM);
      assertThat(ntlm.domain()).isEqualTo("GATEHOUSE");
      assertThat(ntlm.workstation()).isEqualTo("WORKSTATION");
      assertThat(ntlm.username()).isEqualTo("alan");
      assertThat(ntlm.password()).isEqualTo("turing-1936");
      assertThat(ntlm.apiUri()).isEqualTo(fixed.baseUri().resolve("/api/ntlm"));
    }
  }

  @Test
  void anAccountThatIsAddedLogsIn() {
    Connection guest = as(standard, "OTHER", "guest", "secret");
    assertThat(status(guest)).isEqualTo(401);
    assertThat(standard.lastApiCall().explanation()).contains("guest");

    gatehouse.ntlm().add("OTHER", "guest", Secret.of("secret"));

    assertThat(status(guest)).isEqualTo(200);
    assertThat(standard.lastApiCall().principal()).isEqualTo("OTHER\\guest");
  }

  @Test
  void anAccountThatIsDisabledOrLockedIsOutUntilItIsNot() {
    account(standard).disable();
    assertThat(status(standard.connection())).isEqualTo(401);
    assertThat(standard.lastApiCall().event()).isEqualTo("account-disabled");
    account(standard).enable().lock();
    assertThat(status(standard.connection())).isEqualTo(401);
    assertThat(standard.lastApiCall().event()).isEqualTo("account-locked-out");
    account(standard).unlock();
    assertThat(status(standard.connection())).isEqualTo(200);
  }

  @Test
  void wrongPasswordsLockOutTheAccountOfThePlanAndNoOther() {
    Scenario locking = gatehouse.scenario(NtlmPlan.STANDARD.withLockOutAfter(2));
    for (int i = 0; i < 2; i++) {
      assertThat(status(wrong(locking))).isEqualTo(401);
      assertThat(status(wrong(standard))).isEqualTo(401);
    }

    assertThat(status(locking.connection())).isEqualTo(401);
    assertThat(locking.lastApiCall().event()).isEqualTo("account-locked-out");
    assertThat(status(standard.connection())).isEqualTo(200);
    account(locking).unlock();
    assertThat(status(locking.connection())).isEqualTo(200);
  }

  @Test
  void aResetForgetsWrongPasswordsAndKeepsAccountsAsTheyAre() {
    account(standard).lockOutAfter(1);
    assertThat(status(wrong(standard))).isEqualTo(401);
    assertThat(account(standard).lockedOut()).isTrue();
    gatehouse.reset();
    assertThat(status(standard.connection())).isEqualTo(200);
    account(standard).lock();
    gatehouse.reset();
    assertThat(status(standard.connection())).isEqualTo(401);
  }

  @Test
  void theDomainOfThePlanIsTheServersAndTheUsers() {
    Scenario corp = gatehouse.scenario(NtlmPlan.STANDARD.withDomain("CORP"));

    assertThat(status(corp.connection())).isEqualTo(200);
    assertThat(corp.domain()).isEqualTo("CORP");
    assertThat(evidence(corp.lastApiCall(), "target-info")).contains("CORP", "corp.example");
    assertThat(status(as(corp, "GATEHOUSE", corp.username(), corp.password()))).isEqualTo(401);
  }

  @Test
  void eachRequestLogsInWhereThePlanSaysSo() {
    Scenario each =
        gatehouse.scenario(NtlmPlan.STANDARD.withGate(gate -> gate.withEveryRequest(true)));
    for (Scenario scenario : new Scenario[] {each, standard}) {
      try (HttpConnection client = scenario.open()) {
        client.get("/one");
        client.get("/two");
      }
    }
    assertThat(evidence(each.lastApiCall(), "login")).isEqualTo("handshake");
    assertThat(evidence(standard.lastApiCall(), "login")).isEqualTo("connection");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "A\\B", "SIXTEEN-LETTERS-", "a/b", "a\nb"})
  void refusesADomainThatIsNone(String domain) {
    assertThatThrownBy(() -> NtlmPlan.STANDARD.withDomain(domain))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("domain: right is a NetBIOS name");
  }

  @Test
  void refusesANumberOfFailuresBelowNone() {
    assertThatThrownBy(() -> NtlmPlan.STANDARD.withLockOutAfter(-1))
        .hasMessage("lockOutAfter: is -1; it has to be 1 or more, or 0 for never");
    assertThatThrownBy(() -> account(standard).lockOutAfter(-1))
        .hasMessage("lockOutAfter: is -1; it has to be 1 or more, or 0 for never");
  }
}
