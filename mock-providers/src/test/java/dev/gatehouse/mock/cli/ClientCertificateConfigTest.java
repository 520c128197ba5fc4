package dev.gatehouse.mock.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.connection.internal.InvalidDocumentException;
import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.gate.Verdict;
import dev.gatehouse.mock.tls.CertificateAuthority;
import dev.gatehouse.mock.tls.CertificateName;
import dev.gatehouse.mock.tls.CertificateRequest;
import dev.gatehouse.mock.tls.ClientCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientCertificateConfigTest {
  private static final CertificateAuthority PARTNER = CertificateAuthority.named("CN=Partner CA");
  private static final ClientCertificate ORDERS =
      PARTNER.issue(
          CertificateRequest.of("CN=orders,O=Example")
              .withDns("orders.example")
              .withUri("urn:orders")
              .withEmail("orders@example.org")
              .withIp("192.0.2.7"));
  private static final ClientCertificate OTHER = PARTNER.issue(CertificateRequest.of("CN=other"));

  @TempDir private Path directory;

  private Verdict judged(String entry, ClientCertificate shown) throws IOException {
    Path ca = Files.writeString(directory.resolve("ca.pem"), PARTNER.pem());
    Path config =
        Files.writeString(
            directory.resolve("c.yaml"),
            "gates: [{path: /x, clientCertificate: " + entry.replace("CA", ca.toString()) + "}]");
    return ServeConfigReader.read(config)
        .gates()
        .get(0)
        .gate()
        .apply(InstantSource.system())
        .judge(
            new ServerRequest(
                "GET", "https", "h", "/x", null, List.of(), new byte[0], shown.chain()));
  }

  private static String principal(Verdict verdict) {
    assertThat(verdict).isInstanceOf(Verdict.Admitted.class);
    return ((Verdict.Admitted) verdict).principal();
  }

  private static String reason(Verdict verdict) {
    assertThat(verdict).isInstanceOf(Verdict.Refused.class);
    return ((Verdict.Refused) verdict).reason();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "subject | CN=orders,O=Example",
        "dns | orders.example",
        "uri | urn:orders",
        "email | orders@example.org",
        "ip | 192.0.2.7"
      })
  void admitsByOneNameAndNobodyElse(String kind, String name) throws IOException {
    String entry = "{authority: CA, " + kind + ": '" + name + "'}";

    assertThat(principal(judged(entry, ORDERS))).isEqualTo(name);
    assertThat(reason(judged(entry, OTHER))).isEqualTo("unknown-client");
  }

  @Test
  void admitsByFingerprintAndCallsTheClientAsItIsTold() throws IOException {
    String sha256 = CertificateName.Fingerprint.of(ORDERS.certificate()).sha256();
    String entry = "{authority: CA, fingerprint: '" + sha256 + "', principal: the orders}";

    assertThat(principal(judged(entry, ORDERS))).isEqualTo("the orders");
    assertThat(reason(judged(entry, OTHER))).isEqualTo("unknown-client");
  }

  @Test
  void admitsEverybodyOfTheAuthorityAndNobodyElse() throws IOException {
    ClientCertificate foreign =
        CertificateAuthority.ofThisJvm().issue(CertificateRequest.of("CN=orders"));

    assertThat(principal(judged("{authority: CA}", OTHER))).isEqualTo("CN=other");
    assertThat(reason(judged("{authority: CA}", foreign))).isEqualTo("other-authority");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{dns: a} | authority",
        "{authority: /no/such/ca.pem} | there is no such file",
        "{authority: '-----BEGIN NOTHING'} | it has to be PEM",
        "{authority: CA, subject: orders} | must be a distinguished name",
        "{authority: CA, dns: ''} | dns",
        "{authority: CA, uri: ''} | uri",
        "{authority: CA, email: ''} | email",
        "{authority: CA, ip: a.example} | must be an IP address",
        "{authority: CA, fingerprint: 12} | 64 hexadecimal digits",
        "{authority: CA, dns: a, uri: b} | uri: does not go with dns",
        "{authority: CA, principal: a} | goes with a name",
        "{authority: CA, name: a} | known: authority, subject, dns"
      })
  void refusesWhatCannotBeMeant(String entry, String message) {
    assertThatThrownBy(() -> judged(entry, ORDERS))
        .isInstanceOf(InvalidDocumentException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"auth: {type: none}", "ntlm: {requireMic: true}"})
  void doesNotGoWithAnotherGate(String other) throws IOException {
    Path config =
        Files.writeString(
            directory.resolve("c.yaml"),
            "gates: [{path: /x, " + other + ", clientCertificate: {authority: a}}]");

    assertThatThrownBy(() -> ServeConfigReader.read(config))
        .hasMessageContaining("does not go with clientCertificate");
  }

  @Test
  void theExampleOfTheDocumentationServes() throws IOException {
    String example =
        Pattern.compile("(?ms)^```yaml\\n(.*?)^```$")
            .matcher(Files.readString(Path.of("..", "docs", "tls.md")))
            .results()
            .map((MatchResult block) -> block.group(1))
            .findFirst()
            .orElseThrow();
    Path ca = Files.writeString(directory.resolve("ca.pem"), PARTNER.pem());
    Path config =
        Files.writeString(
            directory.resolve("c.yaml"), example.replace("partner-ca.pem", ca.toString()));

    CommandLineRun run =
        CommandLineRun.serving(
            gatehouse -> {}, "serve", "--port", "0", "--config", config.toString());

    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .contains("client certificate ", "curl --cacert ca.pem --cert client.pem --key client.key");
  }
}
