package dev.gatehouse.mock.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.connection.AuthType;
import dev.gatehouse.connection.internal.InvalidDocumentException;
import dev.gatehouse.mock.Limits;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServeConfigReaderTest {
  @TempDir private Path directory;

  private ServeConfig read(String text) throws IOException {
    return ServeConfigReader.read(Files.writeString(directory.resolve("c.yaml"), text));
  }

  @Test
  void readsTheExampleOfTheDocumentation() throws Exception {
    URL example = ServeConfigReaderTest.class.getResource("/gatehouse.example.yaml");

    ServeConfig config = ServeConfigReader.read(Path.of(example.toURI()));

    assertThat(config.host()).isEqualTo("127.0.0.1");
    assertThat(config.port()).isEqualTo(8480);
    assertThat(config.publicAddress())
        .isEqualTo(
            new PublicAddressConfig(
                URI.create("http://gatehouse:8480"), List.of("localhost", "host.docker.internal")));
    assertThat(config.limits()).isEqualTo(Limits.DEFAULT);
    assertThat(config.gates())
        .extracting(
            guarded ->
                guarded.path()
                    + " "
                    + (guarded.auth() == null ? "certificate" : guarded.auth().type()))
        .containsExactly(
            "/orders basic",
            "/reports header",
            "/partners/eu custom",
            "/partners/tls certificate",
            "/bucket aws-access-key",
            "/intranet ntlm");
    assertThat(config.issuers()).extracting(IssuerConfig::path).containsExactly("/oauth2/shop");
  }

  @Test
  void readsTheExampleOfTheHelp() throws IOException {
    String help = CommandLineRun.of("serve", "--help").out();
    String example =
        help.substring(help.indexOf("  port: 8480"), help.indexOf("Exit codes:"))
            .lines()
            .map(line -> line.isEmpty() ? line : line.substring(2))
            .reduce("", (text, line) -> text + line + "\n");

    ServeConfig config = read(example);
    assertThat(config.gates())
        .singleElement()
        .satisfies(guarded -> assertThat(guarded.auth().type()).isEqualTo(AuthType.BASIC));
    assertThat(config.issuers()).extracting(IssuerConfig::path).containsExactly("/oauth2/shop");
  }

  @Test
  void leavesTheDefaultsWhereItSaysNothing() throws IOException {
    assertThat(read("{}")).isEqualTo(ServeConfig.EMPTY);
    assertThat(read("limits: {journalEntries: 5}").limits())
        .isEqualTo(Limits.DEFAULT.withJournalEntries(5));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{type: none}",
        "{type: basic, username: a, password: p}",
        "{type: ntlm, username: a, password: p}",
        "{type: ntlm, domain: 'CORP\\PC-7', username: a, password: p}",
        "{type: header, headers: [{name: X, value: v}]}",
        "{type: query-params, parameters: [{name: k, value: v}]}",
        "{type: custom, username: a, password: p}",
        "{type: custom, headers: [{name: X, value: v}], parameters: [{name: k, value: v}]}"
      })
  void makesAGateOfEveryLoginWithoutAProvider(String auth) throws IOException {
    assertThat(read("gates: [{path: /a, auth: " + auth + "}]").gates()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hosts: x | line 1, column 1: unknown field 'hosts'; did you mean 'host'? (known: host, port, publicUrl, followHosts, limits, gates, oauth2, aws, proxy)",
        "port: 70000 | line 1, column 7: port: is 70000; it has to be 0 (any free one) to 65535",
        "port: -5 | line 1, column 7: port: is -5; it has to be 0 (any free one) to 65535",
        "port: '80' | line 1, column 7: port: has to be a whole number, without quotes, and is text",
        "publicUrl: login.example | line 1, column 12: publicUrl: must be http or https with a host, and without user information, query and fragment, such as https://login.example, not: login.example",
        "publicUrl: http://a/b c | line 1, column 12: publicUrl: not a URI: illegal character in path at character 11",
        "followHosts: localhost | line 1, column 14: followHosts: has to be a list, and is text",
        "followHosts: [a, 'http://b'] | line 1, column 14: followHosts: must be a host with a port or without, such as localhost:8480, not: http://b",
        "limits: {bodyBytes: 0} | line 1, column 21: limits.bodyBytes: is 0; it has to be 1 or more",
        "limits: {bodyByte: 1} | line 1, column 10: limits: unknown field 'bodyByte'; did you mean 'bodyBytes'? (known: bodyBytes, headerBytes, journalEntries)",
        "gates: [{auth: {type: none}}] | line 1, column 9: gates[0].path: missing; it is required",
        "gates: [{path: /a}] | line 1, column 9: gates[0].auth: missing; it is required",
        "gates: [{path: orders, auth: {type: none}}] | line 1, column 16: gates[0].path: has to be a plain path, such as /orders, without a slash at its end",
        "gates: [{path: /a/../b, auth: {type: none}}] | line 1, column 16: gates[0].path: has to be a plain path, such as /orders, without a slash at its end",
        "gates: [{path: /a/, auth: {type: none}}] | line 1, column 16: gates[0].path: has to be a plain path, such as /orders, without a slash at its end",
        "gates: [{path: /__gatehouse/x, auth: {type: none}}] | line 1, column 16: gates[0].path: is where the server itself is controlled; choose another",
        "gates: [{path: /a, auth: {type: basic, username: a}}] | line 1, column 26: gates[0].auth.password: missing; it is required",
        "gates: [{path: /a, auth: {type: custom, username: a}}] | line 1, column 26: gates[0].auth: username and password go together; one of them is missing",
        "gates: [{path: /a, auth: {type: azure-client-credentials, tenantId: t, clientId: c, clientSecret: s}}] | line 1, column 26: gates[0].auth: a gate of your own asks for none, basic, header, query-params, custom, ntlm or aws-access-key, not azure-client-credentials",
        "gates: [{path: /a, auth: {type: ntlm, domain: SIXTEEN-LETTERS-, username: a, password: p}}] | line 1, column 47: gates[0].auth.domain: right is a NetBIOS name of 1 to 15 characters, such as CORP, not 'SIXTEEN-LETTERS-'",
        "gates: [{path: /a, auth: {type: none}, ntlm: {}}] | line 1, column 46: gates[0].ntlm: goes with the auth type ntlm, not with none",
        "gates: [{path: /a, auth: {type: aws-access-key, service: s3, accessKeyId: AKIAIOSFODNN7EXAMPLE, secretAccessKey: s}}] | line 1, column 26: gates[0].auth: region: missing; a gate takes signatures of one region, such as eu-central-1",
      })
  void namesKeyLineAndColumnOfWhatIsWrong(String text, String message) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(InvalidDocumentException.class)
        .hasMessage(directory.resolve("c.yaml") + ", " + message);
  }

  @Test
  void quotesNoSecretOfAMalformedFile() {
    assertThatThrownBy(() -> read("gates:\n - password: \"hunter2\n"))
        .isInstanceOf(InvalidDocumentException.class)
        .hasMessageContaining("not valid YAML here")
        .hasMessageNotContaining("hunter2")
        .hasNoCause();
  }
}
