package dev.gatehouse.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.gate.CustomGate;
import dev.gatehouse.mock.gate.Gate;
import dev.gatehouse.mock.gate.OpenGate;
import dev.gatehouse.mock.gate.Verdict;
import dev.gatehouse.mock.scenario.Lineup;
import dev.gatehouse.mock.tls.CertificateAuthority;
import dev.gatehouse.mock.tls.CertificateRequest;
import dev.gatehouse.mock.tls.ClientCertificate;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How TLS client certificates reach those who judge requests. */
class ClientCertificateTest {
  private static final char[] PASSWORD = "store".toCharArray();
  private static final ClientCertificate ISSUED =
      CertificateAuthority.ofThisJvm().issue(CertificateRequest.of("CN=orders,O=Example"));
  private static final ClientCertificate SELF_SIGNED =
      ClientCertificate.selfSigned(CertificateRequest.of("CN=self"));

  /** Admits everybody and keeps what was shown. */
  private record Asking(List<List<X509Certificate>> shown) implements Gate {
    Asking() {
      this(new CopyOnWriteArrayList<>());
    }

    @Override
    public Verdict judge(ServerRequest request) {
      shown.add(request.clientCertificates());
      return new Verdict.Admitted("x", Map.of());
    }

    @Override
    public boolean wantsClientCertificates() {
      return true;
    }
  }

  private static Gatehouse start() {
    return Gatehouse.builder().lineup(Lineup.empty()).start();
  }

  private static HttpClient client(@Nullable ClientCertificate certificate, String version)
      throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("ca", CertificateAuthority.ofThisJvm().certificate());
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(certificate == null ? null : certificate.keyStore(PASSWORD), PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    SSLParameters parameters = new SSLParameters();
    parameters.setProtocols(new String[] {version});
    return HttpClient.newBuilder()
        .sslContext(context)
        .sslParameters(parameters)
        .connectTimeout(Duration.ofSeconds(10))
        .build();
  }

  private static List<X509Certificate> shown(Gatehouse gatehouse, Asking gate, HttpClient client)
      throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(gatehouse.httpsUri().resolve("/api"))
            .timeout(Duration.ofSeconds(10))
            .build();
    assertThat(client.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(200);
    return gate.shown().get(gate.shown().size() - 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void bringsTheWholeChainToTheGateWhoeverSignedIt(String version) throws Exception {
    try (Gatehouse gatehouse = start()) {
      Asking gate = new Asking();
      gatehouse.guard("/api", gate);
      assertThat(shown(gatehouse, gate, client(ISSUED, version))).isEqualTo(ISSUED.chain());
      assertThat(shown(gatehouse, gate, client(SELF_SIGNED, version)))
          .isEqualTo(SELF_SIGNED.chain());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void doesWithoutOne(String version) throws Exception {
    try (Gatehouse gatehouse = start()) {
      Asking gate = new Asking();
      gatehouse.guard("/api", gate);
      assertThat(shown(gatehouse, gate, client(null, version))).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void knowsTheCertificateOfAResumedSession(String version) throws Exception {
    try (Gatehouse gatehouse = start()) {
      Asking gate = new Asking();
      gatehouse.guard("/api", gate);
      HttpClient client = client(ISSUED, version);
      for (int i = 0; i < 3; i++) {
        HttpRequest request =
            HttpRequest.newBuilder(gatehouse.httpsUri().resolve("/api"))
                .timeout(Duration.ofSeconds(10))
                .build();
        assertThat(client.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(200);
        // Another client of the same context has connections of its own, but shares the sessions.
        client =
            HttpClient.newBuilder()
                .sslContext(client.sslContext())
                .sslParameters(client.sslParameters())
                .build();
      }
      assertThat(gate.shown()).hasSize(3).allMatch(ISSUED.chain()::equals);
    }
  }

  /** A browser that has certificates would bother its user with the question. */
  @Test
  void isNotAskedForWhereNobodyWantsIt() throws Exception {
    try (Gatehouse gatehouse = start()) {
      List<List<X509Certificate>> shown = new CopyOnWriteArrayList<>();
      gatehouse.guard(
          "/api",
          request -> {
            shown.add(request.clientCertificates());
            return new Verdict.Admitted("x", Map.of());
          });
      HttpClient client = client(ISSUED, "TLSv1.3");
      HttpRequest request = HttpRequest.newBuilder(gatehouse.httpsUri().resolve("/api")).build();
      client.send(request, BodyHandlers.discarding());
      assertThat(shown).containsExactly(List.of());

      // From the next handshake on, even by a client that could resume the one before.
      Asking gate = new Asking();
      gatehouse.guard("/other", new CustomGate(List.of(new OpenGate(), gate)));
      HttpClient again =
          HttpClient.newBuilder()
              .sslContext(client.sslContext())
              .sslParameters(client.sslParameters())
              .build();
      again.send(
          HttpRequest.newBuilder(gatehouse.httpsUri().resolve("/other")).build(),
          BodyHandlers.discarding());
      assertThat(gate.shown()).containsExactly(ISSUED.chain());
    }
  }

  @Test
  void isAbsentFromPlainHttp() throws Exception {
    try (Gatehouse gatehouse = start()) {
      Asking gate = new Asking();
      gatehouse.guard("/api", gate);
      assertThat(Wire.exchange(gatehouse.baseUri(), "GET /api HTTP/1.0\r\n\r\n")).contains("200");
      assertThat(gate.shown()).containsExactly(List.of());
    }
  }

  @Test
  void saysWhatWasAskedFor() throws Exception {
    Instant from = Instant.parse("2026-01-01T00:00:00Z");
    Instant to = Instant.parse("2027-01-01T00:00:00Z");
    CertificateAuthority partner = CertificateAuthority.named("CN=Partner CA,O=Example");
    X509Certificate certificate =
        partner
            .issue(
                CertificateRequest.of("CN=orders,O=Example,C=DE")
                    .withDns("orders.example")
                    .withUri("urn:orders")
                    .withIp("192.0.2.1")
                    .withIp("2001:db8::1")
                    .withEmail("orders@example.org")
                    .withValidity(from, to))
            .certificate();

    certificate.verify(partner.certificate().getPublicKey());
    assertThat(certificate.getSubjectX500Principal().getName())
        .isEqualTo("CN=orders,O=Example,C=DE");
    assertThat(certificate.getIssuerX500Principal())
        .isEqualTo(partner.certificate().getSubjectX500Principal());
    assertThat(certificate.getNotBefore().toInstant()).isEqualTo(from);
    assertThat(certificate.getNotAfter().toInstant()).isEqualTo(to);
    assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.2");
    assertThat(certificate.getSubjectAlternativeNames().toString())
        .contains("orders.example", "urn:orders", "192.0.2.1", "2001:db8", "orders@example.org");
    assertThatThrownBy(() -> CertificateRequest.of("orders"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void isWrittenAsPemAndNeverShowsItsKey() {
    assertThat(ISSUED.certificatePem())
        .startsWith("-----BEGIN CERTIFICATE-----\n")
        .contains(CertificateAuthority.ofThisJvm().pem());
    assertThat(ISSUED.privateKeyPem()).startsWith("-----BEGIN PRIVATE KEY-----\n");
    assertThat(ISSUED.toString()).isEqualTo("ClientCertificate[CN=orders,O=Example]");
    assertThat(SELF_SIGNED.certificate().getIssuerX500Principal().getName()).isEqualTo("CN=self");
  }
}
