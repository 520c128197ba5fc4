package dev.gatehouse.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProfilesTest {
  private static final String TWO =
      """
      # the intranet's
      orders:
        domain: Domain
        workstation: DESK-7
        username: ada
        password: 0123
        connectionsPerRoute: 2
        maximumConnections: 3
        timeout: 400
        connectionRequestTimeout: 500
        socketTimeout: 600
        verifyHost: false
        trustAll: true
      stock.eu:
        domain: CORP\\DESK-8
        username: grace
        password: hopper
      """;

  @Test
  void readsEveryPropertyOfEveryProfile() {
    Map<String, NtlmAuth> profiles = Connections.readProfiles(TWO);
    assertThat(profiles.keySet()).containsExactly("orders", "stock.eu");
    assertThat(profiles.get("orders"))
        .isEqualTo(
            new NtlmAuth(
                "Domain", "DESK-7", "ada", Secret.of("0123"), 2, 3, 400, 500, 600, false, true));
    assertThat(profiles.get("stock.eu"))
        .isEqualTo(
            new NtlmAuth(
                "CORP",
                "DESK-8",
                "grace",
                Secret.of("hopper"),
                5,
                10,
                10_000,
                10_000,
                10_000,
                true,
                false));
  }

  @Test
  void aProfileMakesAConnection() {
    NtlmAuth auth = Connections.readProfiles(TWO).get("orders");
    Connection connection = Connection.of("orders", URI.create("https://intranet"), auth);
    assertThat(Connections.read(Connections.toYamlWithSecrets(connection))).isEqualTo(connection);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a: {username: u, password: p, timeout: 0} | line 1, column 40: a.timeout: is 0",
        "a: {username: u, password: p, socketTimeout: -5} | a.socketTimeout: is -5",
        "a: {username: u, password: p, timeout: '5'} | a.timeout: has to be a whole number",
        "a: {username: u, password: p, verifyHost: 1} | a.verifyHost: has to be true or false",
        "a: {username: u, password: p, pasword: x} | unknown field 'pasword'",
        "a: {type: ntlm, username: u, password: p} | unknown field 'type'",
        "a: {username: u} | a.password: missing",
        "a: {password: p} | a.username: missing",
        "a: {username: u, username: v, password: p} | given twice",
        "a: {domain: 'D\\W', workstation: X, username: u, password: p} | a.workstation: contradicts",
        "a: {domain: 'D\\W\\X', username: u, password: p} | a.domain: is neither",
        "a: [1] | a: has to be an object",
        "a: | a: missing",
        "- a | has to be an object",
        "'': {username: u, password: p} | needs a name",
        "{} | holds no profile",
      })
  void refusesAProfileThatIsWrong(String text, String problem) {
    assertThatThrownBy(() -> Connections.readProfiles(text))
        .isInstanceOf(InvalidConnectionException.class)
        .hasMessageContaining(problem);
  }

  @Test
  void refusesANameGivenTwice() {
    assertThatThrownBy(() -> Connections.readProfiles(TWO + "orders: {username: u, password: p}"))
        .hasMessageContaining("'orders' is given twice");
  }

  @Test
  void anErrorNamesFileLineAndField(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("profiles.yaml");
    Files.writeString(file, TWO.replace("maximumConnections: 3", "maximumConnections: none"));
    assertThatThrownBy(() -> Connections.readProfiles(file))
        .isInstanceOf(InvalidConnectionException.class)
        .hasMessageContaining("profiles.yaml, line 8, column")
        .hasMessageContaining("orders.maximumConnections");
    assertThatThrownBy(() -> Connections.readProfiles(folder.resolve("none.yaml")))
        .hasMessageContaining("there is no such file");
    Files.writeString(file, TWO);
    assertThat(Connections.readProfiles(file)).hasSize(2);
  }

  @Test
  void domainAndWorkstationMayShareAField() {
    NtlmAuth both = NtlmAuth.of("Corp\\Desk-7", "ada", "p");
    assertThat(both.domain()).isEqualTo("Corp");
    assertThat(both.workstation()).isEqualTo("Desk-7");
    NtlmAuth same =
        new NtlmAuth(
            "Corp\\Desk-7",
            "Desk-7",
            "ada",
            Secret.of("p"),
            5,
            10,
            10_000,
            10_000,
            10_000,
            true,
            false);
    assertThat(same).isEqualTo(both);
    assertThat(NtlmAuth.of("Corp", "ada", "p").workstation()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\W", "D\\", "\\", "D\\\\W", "D\\W\\X", "D\\ "})
  void refusesADomainThatIsNone(String domain) {
    assertThatThrownBy(() -> NtlmAuth.of(domain, "u", "p"))
        .isInstanceOf(InvalidConnectionException.class)
        .hasMessageStartingWith("domain: is neither DOMAIN nor DOMAIN\\workstation");
  }
}
