package dev.gatehouse.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingTest {
  private static Auth auth(String yaml) {
    return Connections.read("name: n\nbaseUri: https://api.example.com\nauth: {" + yaml + "}\n")
        .auth();
  }

  @Test
  void readsYamlAsAPersonWritesIt() {
    Connection connection =
        Connections.read(
            """
            # the orders service
            name: orders
            project: billing
            baseUri: https://api.example.com/v1
            caseSensitiveHeaders: true
            auth:
              type: header
              headers:
                - name: X-Api-Key
                  value: 0123
            """);

    assertThat(connection)
        .isEqualTo(
            new Connection(
                "orders",
                "billing",
                URI.create("https://api.example.com/v1"),
                HeaderAuth.of("X-Api-Key", "0123"),
                Tls.PLATFORM,
                true));
  }

  @Test
  void readsJson() {
    assertThat(
            Connections.read(
                " {\"name\":\"n\",\"baseUri\":\"http://127.0.0.1:8480\",\"auth\":{\"type\":\"none\"}}"))
        .isEqualTo(Connection.of("n", URI.create("http://127.0.0.1:8480"), new NoneAuth()));
  }

  @Test
  void readsAListAndASingleOneAlike() {
    String one = "name: n\nbaseUri: http://h\nauth: {type: none}\n";

    assertThat(Connections.readAll(one)).hasSize(1);
    assertThat(Connections.readAll("- " + one.replace("\n", "\n  ")))
        .isEqualTo(Connections.readAll(one));
    assertThat(Connections.readAll("[]")).isEmpty();
  }

  @Test
  void readsAFile(@TempDir Path directory) throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("c.yaml"), "{name: n, baseUri: http://h, auth: {type: none}}");

    assertThat(Connections.read(file).name()).isEqualTo("n");
    assertThat(Connections.readAll(file)).hasSize(1);
  }

  @Test
  void readsAFileThatStartsWithAByteOrderMark(@TempDir Path directory) throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("c.json"),
            "\ufeff{\"name\": \"n\", \"baseUri\": \"http://h\", \"auth\": {\"type\": \"none\"}}");

    assertThat(Connections.read(file).name()).isEqualTo("n");
  }

  @Test
  void presetsEveryNtlmSetting() {
    assertThat(auth("type: ntlm, domain: CORP, username: alice, password: p"))
        .isEqualTo(NtlmAuth.of("CORP", "alice", "p"))
        .isEqualTo(
            new NtlmAuth(
                "CORP", null, "alice", Secret.of("p"), 5, 10, 10000, 10000, 10000, true, false));
  }

  @Test
  void presetsPlacementHeaderAndPkce() {
    assertThat(
            auth(
                "type: oauth2-authorization-code, authorizationUri: https://h/a,"
                    + " tokenUri: https://h/t, clientId: c"))
        .isEqualTo(
            new OAuth2AuthorizationCodeAuth(
                URI.create("https://h/a"),
                URI.create("https://h/t"),
                "c",
                null,
                CredentialPlacement.HEADER,
                List.of(),
                null,
                true));
  }

  @Test
  void presetsTenantCommonAndEndpointVersion2() {
    assertThat(auth("type: azure-client-credentials, clientId: c, clientSecret: s"))
        .isEqualTo(
            new AzureClientCredentialsAuth(
                "common", "c", Secret.of("s"), EndpointVersion.V2, List.of(), null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.0", "\"1.0\"", "'1.0'"})
  void takesTheEndpointVersionAsNumberOrText(String version) {
    Auth auth =
        auth(
            "type: azure-client-credentials, clientId: c, clientSecret: s, endpointVersion: "
                + version);

    assertThat(((AzureClientCredentialsAuth) auth).endpointVersion()).isEqualTo(EndpointVersion.V1);
  }

  @Test
  void keepsUnquotedYamlTextAsWritten() {
    assertThat(auth("type: basic, username: 007, password: True"))
        .isEqualTo(BasicAuth.of("007", "True"));
    assertThat(auth("type: basic, username: 1_000, password: 2.50"))
        .isEqualTo(BasicAuth.of("1_000", "2.50"));
  }

  @Test
  void takesNullForAbsent() {
    assertThat(
            auth(
                "type: ntlm, username: a, password: p, domain: null, workstation: ~, timeout: null"))
        .isEqualTo(
            new NtlmAuth(null, null, "a", Secret.of("p"), 5, 10, 10000, 10000, 10000, true, false));
  }
}
