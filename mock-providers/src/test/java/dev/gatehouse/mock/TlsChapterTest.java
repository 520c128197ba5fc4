package dev.gatehouse.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gatehouse.mock.gate.ClientCertificateGate;
import dev.gatehouse.mock.tls.CertificateAuthority;
import dev.gatehouse.mock.tls.CertificateName;
import dev.gatehouse.mock.tls.CertificateRequest;
import dev.gatehouse.mock.tls.ClientCertificate;
import dev.gatehouse.mock.tls.TlsFlaw;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What docs/tls.md says compiles and works, and it has a row for every flaw. */
class TlsChapterTest {
  private static final Path CHAPTER = Path.of("..", "docs", "tls.md");
  private static final Path THIS = Path.of("src/test/java/dev/gatehouse/mock/TlsChapterTest.java");

  private static List<String> found(String pattern, Path file) throws IOException {
    return Pattern.compile(pattern)
        .matcher(Files.readString(file))
        .results()
        .map(found -> found.group(1).stripTrailing().stripIndent())
        .toList();
  }

  private static SSLContext trusting(CertificateAuthority authority, ClientCertificate client)
      throws Exception {
    // chapter:start
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("gatehouse", authority.certificate());
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    char[] password = "changeit".toCharArray();
    keys.init(client.keyStore(password), password);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null); // null: no certificate
    // chapter:end
    return context;
  }

  private static List<ClientCertificate> guard(Gatehouse gatehouse) {
    // chapter:start
    ClientCertificate orders =
        CertificateAuthority.ofThisJvm()
            .issue(CertificateRequest.of("CN=orders,O=Example").withDns("orders.example"));
    ClientCertificate reports = ClientCertificate.selfSigned(CertificateRequest.of("CN=reports"));

    gatehouse.guard(
        "/orders",
        ClientCertificateGate.of(gatehouse.clock())
            .admitting(new CertificateName.Dns("orders.example"), "orders")
            .admitting(new CertificateName.Subject("CN=billing,O=Example"), "billing"));
    gatehouse.guard(
        "/reports",
        ClientCertificateGate.of(gatehouse.clock())
            .trusting(reports.certificate())
            .admitting(CertificateName.Fingerprint.of(reports.certificate()), "reports"));
    // chapter:end
    return List.of(orders, reports);
  }

  @Test
  void theJavaIsThatOfThisTest() throws IOException {
    assertThat(found("(?ms)^```java\\n(.*?)^```$", CHAPTER))
        .isEqualTo(found("(?ms)^ *// chapter:start\\n(.*?)^ *// chapter:end$", THIS));
  }

  @Test
  void theGatesLetTheirCertificatesIn() throws Exception {
    try (Gatehouse gatehouse = Gatehouse.start()) {
      List<ClientCertificate> clients = guard(gatehouse);
      HttpClient orders = client(clients.get(0));
      HttpClient reports = client(clients.get(1));
      URI here = gatehouse.httpsUri();

      assertThat(get(orders, here.resolve("/orders/7")).body())
          .contains("\"principal\":\"orders\"");
      assertThat(get(reports, here.resolve("/reports/7")).body())
          .contains("\"principal\":\"reports\"");
      assertThat(get(orders, here.resolve("/reports/7")).statusCode()).isEqualTo(400);
      assertThat(gatehouse.journal().last(any -> true).orElseThrow().event())
          .isEqualTo("other-authority");
    }
  }

  private static HttpClient client(ClientCertificate certificate) throws Exception {
    return HttpClient.newBuilder()
        .sslContext(trusting(CertificateAuthority.ofThisJvm(), certificate))
        .build();
  }

  private static HttpResponse<String> get(HttpClient client, URI uri) throws Exception {
    return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void everyShellLineSucceeds(@TempDir Path directory) throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/curl")), "curl is not installed");
    try (Gatehouse gatehouse = Gatehouse.start()) {
      String script =
          found("(?ms)^```sh\\n(.*?)^```$", CHAPTER).stream()
              .flatMap(String::lines)
              .filter(line -> line.startsWith("curl "))
              .collect(Collectors.joining("\n"))
              .replace(":8480", ":" + gatehouse.baseUri().getPort())
              .replace(":8500", ":" + gatehouse.badTls(TlsFlaw.NONE).getPort())
              .replace("curl -", "curl -sS --fail-with-body -");
      Process shell =
          new ProcessBuilder("sh", "-e", "-c", script)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .start();
      String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertThat(shell.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(shell.exitValue()).as(said).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyFlawIsDescribed(TlsFlaw flaw) throws IOException {
    assertThat(Files.readString(CHAPTER)).containsOnlyOnce("\n| `" + flaw.id() + "` |");
  }
}
