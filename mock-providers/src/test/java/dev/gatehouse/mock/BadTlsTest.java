package dev.gatehouse.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.mock.journal.JournalEntry;
import dev.gatehouse.mock.tls.CertificateAuthority;
import dev.gatehouse.mock.tls.CertificateRequest;
import dev.gatehouse.mock.tls.ClientCertificate;
import dev.gatehouse.mock.tls.TlsFlaw;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(180)
class BadTlsTest {
  @Test
  void everyClientThatTrustsTheAuthorityAcceptsTheControl() throws Exception {
    try (Gatehouse gatehouse = Gatehouse.start()) {
      HttpResponse<String> response = get(gatehouse.badTls(TlsFlaw.NONE), null);

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.body()).contains("\"endpoint\":\"none\"", "\"tooTrusting\":false");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "EXPIRED, validity check failed",
    "NOT_YET_VALID, validity check failed",
    "WRONG_HOST, No subject alternative names matching IP address 127.0.0.1 found",
    "CN_ONLY, No subject alternative names present",
    "WILDCARD_MISUSED, No subject alternative names matching IP address 127.0.0.1 found",
    "SELF_SIGNED, unable to find valid certification path to requested target",
    "UNKNOWN_CA, unable to find valid certification path to requested target",
    "WRONG_KEY_USAGE, Extended key usage does not permit use for TLS server authentication",
    "INTERMEDIATE_MISSING, unable to find valid certification path to requested target",
    "TLS_1_0, Received fatal alert: protocol_version",
    "TLS_1_1, Received fatal alert: protocol_version",
    "LEAF_SIGNED_BY_LEAF, CA key usage check failed: keyCertSign bit is not set"
  })
  void javaRefuses(TlsFlaw flaw, String reason) {
    try (Gatehouse gatehouse = Gatehouse.start()) {
      URI uri = gatehouse.badTls(flaw);

      assertThatThrownBy(() -> get(uri, null))
          .isInstanceOf(SSLHandshakeException.class)
          .hasMessageEndingWith(reason);
    }
  }

  @Test
  void javaRefusesAWeakKey() {
    try (Gatehouse gatehouse = Gatehouse.start()) {
      assertThatThrownBy(() -> get(gatehouse.badTls(TlsFlaw.WEAK_KEY), null))
          .isInstanceOf(SSLHandshakeException.class)
          .hasMessageContaining("RSA 1000 bit key");
    }
  }

  /** The JDK takes these unless it is told otherwise. */
  @ParameterizedTest
  @EnumSource(names = {"SHA1", "REVOKED"})
  void theJournalSaysWhoWasTooTrusting(TlsFlaw flaw) throws Exception {
    try (Gatehouse gatehouse = Gatehouse.start()) {
      HttpResponse<String> response = get(gatehouse.badTls(flaw).resolve("/x?a=1"), null);

      assertThat(response.body()).contains(flaw.id(), "\"tooTrusting\":true");
      JournalEntry entry = gatehouse.journal().last(any -> true).orElseThrow();
      assertThat(entry.event()).isEqualTo("client.too-trusting");
      assertThat(entry.path()).isEqualTo("/x");
      assertThat(entry.explanation()).contains(flaw.wrong());
    }
  }

  /** It looks at the common name, and at a stapled revocation only when told to. */
  @ParameterizedTest
  @CsvSource({
    "NONE, 0, '\"tooTrusting\":false'",
    "EXPIRED, 60, certificate has expired",
    "NOT_YET_VALID, 60, certificate is not yet valid",
    "WRONG_HOST, 60, no alternative certificate subject name matches target host name",
    "CN_ONLY, 0, '\"tooTrusting\":true'",
    "WILDCARD_MISUSED, 60, no alternative certificate subject name matches target host name",
    "SELF_SIGNED, 60, self-signed certificate",
    "UNKNOWN_CA, 60, self-signed certificate in certificate chain",
    "WRONG_KEY_USAGE, 60, unsuitable certificate purpose",
    "INTERMEDIATE_MISSING, 60, unable to get local issuer certificate",
    "LEAF_SIGNED_BY_LEAF, 60, invalid CA certificate",
    "WEAK_KEY, 60, EE certificate key too weak",
    "SHA1, 60, CA signature digest algorithm too weak",
    "TLS_1_0, 35, curl: (35)",
    "TLS_1_1, 35, curl: (35)",
    "REVOKED, 0, '\"tooTrusting\":true'",
    "CLIENT_CERTIFICATE_DEMANDED, 56, alert"
  })
  void curlJudges(TlsFlaw flaw, int exit, String says, @TempDir Path directory) throws Exception {
    Curl.assumeOpenSsl3();
    try (Gatehouse gatehouse = Gatehouse.start()) {
      Path ca = Files.writeString(directory.resolve("ca.pem"), gatehouse.caPem());

      Curl.Run run = Curl.run("--cacert", ca.toString(), gatehouse.badTls(flaw).toString());

      assertThat(run.output()).contains(says);
      assertThat(run.exit()).isEqualTo(exit);
    }
  }

  @Test
  void curlSeesTheStapledRevocation(@TempDir Path directory) throws Exception {
    Curl.assumeOpenSsl3();
    try (Gatehouse gatehouse = Gatehouse.start()) {
      Path ca = Files.writeString(directory.resolve("ca.pem"), gatehouse.caPem());

      Curl.Run run =
          Curl.run(
              "--cert-status",
              "--cacert",
              ca.toString(),
              gatehouse.badTls(TlsFlaw.REVOKED).toString());
      assertThat(run.exit()).isEqualTo(91);
    }
  }

  @ParameterizedTest
  @CsvSource({"TLS_1_0, 1.0", "TLS_1_1, 1.1"})
  void anOldClientGoesThroughWithAnOldHandshake(
      TlsFlaw flaw, String version, @TempDir Path directory) throws Exception {
    Curl.assumeOpenSsl3();
    try (Gatehouse gatehouse = Gatehouse.start()) {
      Path ca = Files.writeString(directory.resolve("ca.pem"), gatehouse.caPem());

      Curl.Run run =
          Curl.run(
              "--tlsv1.0",
              "--ciphers",
              "DEFAULT@SECLEVEL=0",
              "--cacert",
              ca.toString(),
              gatehouse.badTls(flaw).toString());

      assertThat(run.output()).contains("\"tooTrusting\":true", flaw.id());
    }
  }

  @Test
  void demandsACertificateOfItsAuthority() throws Exception {
    try (Gatehouse gatehouse = Gatehouse.start()) {
      URI uri = gatehouse.badTls(TlsFlaw.CLIENT_CERTIFICATE_DEMANDED);
      CertificateRequest orders = CertificateRequest.of("CN=orders");
      ClientCertificate ours = CertificateAuthority.ofThisJvm().issue(orders);

      assertThat(get(uri, ours).body()).contains("\"principal\":\"CN=orders\"");
      assertThatThrownBy(() -> get(uri, null)).isInstanceOf(IOException.class);
      await(gatehouse, "handshake.failed");
      assertThatThrownBy(() -> get(uri, ClientCertificate.selfSigned(orders)))
          .isInstanceOf(IOException.class);
      while (gatehouse.journal().count(BadTlsTest::saysSelfSigned) == 0
          && !Thread.currentThread().isInterrupted()) {
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void plainHttpSaysNothingAboutTls() throws Exception {
    try (Gatehouse gatehouse = Gatehouse.start()) {
      URI uri = URI.create(gatehouse.badTls(TlsFlaw.EXPIRED).toString().replace("https", "http"));

      assertThat(get(uri, null).statusCode()).isEqualTo(400);
      assertThat(gatehouse.journal().last(any -> true).orElseThrow().event())
          .isEqualTo("plain-http");
    }
  }

  @Test
  void anEndpointStaysAndIsClosedWithTheServer() throws Exception {
    URI direct;
    URI relayed;
    try (Gatehouse gatehouse = Gatehouse.start()) {
      direct = gatehouse.badTls(TlsFlaw.NONE);
      relayed = gatehouse.badTls(TlsFlaw.REVOKED);
      assertThat(gatehouse.badTls(TlsFlaw.NONE)).isEqualTo(direct);
      assertThat(get(relayed, null).statusCode()).isEqualTo(200);
    }
    assertIsGone(direct);
    assertIsGone(relayed);
  }

  /** Nobody listens there, or somebody who took the port since and has another certificate. */
  private static void assertIsGone(URI endpoint) throws Exception {
    try {
      assertThat(get(endpoint, null).body()).doesNotContain("\"endpoint\"");
    } catch (IOException e) {
      assertThat(e).isInstanceOfAny(ConnectException.class, SSLException.class);
    }
  }

  private static boolean saysSelfSigned(JournalEntry entry) {
    return String.valueOf(entry.explanation()).contains("it is self-signed");
  }

  /** The client may know before the server has read its alert. */
  private static void await(Gatehouse gatehouse, String event) {
    while (gatehouse.journal().count(entry -> entry.event().equals(event)) == 0
        && !Thread.currentThread().isInterrupted()) {
      Thread.onSpinWait();
    }
  }

  private static HttpResponse<String> get(URI uri, @Nullable ClientCertificate certificate)
      throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("ca", CertificateAuthority.ofThisJvm().certificate());
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    KeyManager[] keys = null;
    if (certificate != null) {
      char[] password = "changeit".toCharArray();
      KeyManagerFactory managers =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      managers.init(certificate.keyStore(password), password);
      keys = managers.getKeyManagers();
    }
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys, trust.getTrustManagers(), null);
    return HttpClient.newBuilder()
        .sslContext(context)
        .connectTimeout(Duration.ofSeconds(30))
        .build()
        .send(
            HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(60)).build(),
            BodyHandlers.ofString());
  }
}
