package dev.gatehouse.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written reads back as an equal connection. */
class RoundTripTest {
  private static final URI BASE = URI.create("https://api.example.com/v1");

  static Stream<Auth> everyAuth() {
    return Stream.concat(EveryAuth.full(), EveryAuth.sparse());
  }

  @Test
  void coversEveryAuthTypeTwice() {
    assertThat(EveryAuth.full().map(Auth::type)).containsExactly(AuthType.values());
    assertThat(EveryAuth.sparse().map(Auth::type)).containsExactly(AuthType.values());
  }

  @ParameterizedTest
  @MethodSource("everyAuth")
  void readsBackWhatItWroteAsJson(Auth auth) {
    Connection connection = Connection.of("orders", BASE, auth);

    assertThat(Connections.read(Connections.toJsonWithSecrets(connection))).isEqualTo(connection);
  }

  @ParameterizedTest
  @MethodSource("everyAuth")
  void readsBackWhatItWroteAsYaml(Auth auth) {
    Connection connection = Connection.of("orders", BASE, auth);

    assertThat(Connections.read(Connections.toYamlWithSecrets(connection))).isEqualTo(connection);
  }

  @Test
  void readsBackAListInItsOrder() {
    List<Connection> connections =
        EveryAuth.full().map(auth -> Connection.of(auth.type().id(), BASE, auth)).toList();

    assertThat(Connections.readAll(Connections.toJsonWithSecrets(connections)))
        .isEqualTo(connections);
  }

  @Test
  void readsBackEverySettingAroundTheLogin() {
    Tls tls =
        new Tls(
            "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n",
            "client.pem",
            Secret.of("client.key"),
            Secret.of("open sesame"));
    Connection connection =
        new Connection("orders: \"EU\" #1", "billing", BASE, new NoneAuth(), tls, true);

    assertThat(Connections.read(Connections.toJsonWithSecrets(connection))).isEqualTo(connection);
    assertThat(Connections.read(Connections.toYamlWithSecrets(connection))).isEqualTo(connection);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "~",
        "true",
        "no",
        "0123",
        "1_000",
        "0x1F",
        "1e3",
        ".inf",
        "2026-11-24",
        "12:30:45",
        " ",
        "- a",
        "a: b",
        "a #b",
        "#a",
        "&a",
        "*a",
        "!a",
        "|",
        ">",
        "%",
        "@",
        "`",
        "'",
        "\"",
        "{a}",
        "[a]",
        "---",
        "...",
        "<<",
        "\\",
        "ends with space ",
        "\u0085",
        "\u2028",
        "\ufeff",
        "\u00a0",
        "\ud83d\ude00"
      })
  void readsBackASecretThatLooksLikeSomethingElse(String text) {
    Connection connection = Connection.of("odd", BASE, BasicAuth.of("alice", text));

    assertThat(Connections.read(Connections.toJsonWithSecrets(connection))).isEqualTo(connection);
    assertThat(Connections.read(Connections.toYamlWithSecrets(connection))).isEqualTo(connection);
  }

  @Property(tries = 500)
  void readsBackAnyPassword(
      @ForAll @CharRange(from = ' ', to = '~') @CharRange(from = '\u00a0', to = '\ud7ff')
          String password) {
    Connection connection = Connection.of("any", BASE, BasicAuth.of("alice", password));

    assertThat(Connections.read(Connections.toJsonWithSecrets(connection))).isEqualTo(connection);
    assertThat(Connections.read(Connections.toYamlWithSecrets(connection))).isEqualTo(connection);
  }
}
