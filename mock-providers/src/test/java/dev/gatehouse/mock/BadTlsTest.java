package dev.gatehouse.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.mock.tls.CertificateAuthority;
import dev.gatehouse.mock.tls.ClientCertificate;
import dev.gatehouse.mock.tls.TlsFlaw;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.KeyStore;
import java.time.Duration;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
