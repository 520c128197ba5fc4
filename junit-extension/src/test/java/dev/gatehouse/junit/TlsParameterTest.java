package dev.gatehouse.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.connection.AuthType;
import dev.gatehouse.connection.Connection;
import dev.gatehouse.mock.Gatehouse;
import dev.gatehouse.mock.gate.ClientCertificateGate;
import dev.gatehouse.mock.tls.CertificateAuthority;
import dev.gatehouse.mock.tls.TlsFlaw;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Client certificates and bad servers as parameters, by running tests that use them. */
class TlsParameterTest {
  private static int status(
      Gatehouse gatehouse, URI uri, dev.gatehouse.mock.tls.@Nullable ClientCertificate own)
      throws Exception {
    char[] password = "store".toCharArray();
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(gatehouse.trustStore());
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(own == null ? null : own.keyStore(password), password);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    HttpClient client =
        HttpClient.newBuilder().sslContext(context).connectTimeout(Duration.ofSeconds(10)).build();
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(10)).build();
    return client.send(request, BodyHandlers.discarding()).statusCode();
  }

  private static String refusal(
      Gatehouse gatehouse, dev.gatehouse.mock.tls.@Nullable ClientCertificate own)
      throws Exception {
    gatehouse.guard("/mutual", ClientCertificateGate.of(gatehouse.clock()));
    assertThat(status(gatehouse, gatehouse.httpsUri().resolve("/mutual"), own)).isEqualTo(400);
    return gatehouse.journal().entries().toString();
  }

  @GatehouseTest
  static class Certificates {
    @Test
    void withoutValues(
        Gatehouse gatehouse, @ClientCertificate dev.gatehouse.mock.tls.ClientCertificate own)
        throws Exception {
      gatehouse.guard("/mutual", ClientCertificateGate.of(gatehouse.clock()));
      assertThat(own.certificate().getSubjectX500Principal().getName()).isEqualTo("CN=client");
      assertThat(own.certificate().getSubjectAlternativeNames()).isNull();
      assertThat(status(gatehouse, gatehouse.httpsUri().resolve("/mutual"), own)).isEqualTo(200);
    }

    @Test
    void withValues(
        @ClientCertificate(
                subject = "CN=orders,O=Example",
                dns = {"orders.example", "orders.internal"})
            dev.gatehouse.mock.tls.ClientCertificate own)
        throws Exception {
      assertThat(own.certificate().getSubjectX500Principal().getName())
          .isEqualTo("CN=orders,O=Example");
      assertThat(own.certificate().getSubjectAlternativeNames())
          .containsExactly(List.of(2, "orders.example"), List.of(2, "orders.internal"));
      own.certificate().verify(CertificateAuthority.ofThisJvm().certificate().getPublicKey());
    }

    @Test
    void expired(
        Gatehouse gatehouse,
        @ClientCertificate(expired = true) dev.gatehouse.mock.tls.ClientCertificate own)
        throws Exception {
      assertThat(own.certificate().getNotAfter().toInstant()).isBefore(Instant.now());
      assertThat(refusal(gatehouse, own)).contains("expired");
    }

    @Test
    void foreign(
        Gatehouse gatehouse,
        @ClientCertificate(foreign = true) dev.gatehouse.mock.tls.ClientCertificate own)
        throws Exception {
      own.certificate().checkValidity();
      assertThat(refusal(gatehouse, own)).contains("Foreign CA");
    }

    @Test
    void equalSettingsAreOneCertificate(
        @ClientCertificate(dns = "a") dev.gatehouse.mock.tls.ClientCertificate one,
        @ClientCertificate(dns = "a") dev.gatehouse.mock.tls.ClientCertificate same,
        @ClientCertificate(dns = "b") dev.gatehouse.mock.tls.ClientCertificate other) {
      assertThat(same).isSameAs(one);
      assertThat(other.privateKey()).isNotEqualTo(one.privateKey());
    }
  }

  @Test
  void clientCertificatesWithAndWithoutValues() {
    TestKit.allPassed(TestKit.run(Certificates.class), 5);
  }

  @GatehouseTest
  static class Servers {
    @Test
    void ofTheTestsOwnGatehouse(
        Gatehouse gatehouse, @BadTls(TlsFlaw.EXPIRED) URI server, URI base) {
      assertThat(server).isEqualTo(gatehouse.badTls(TlsFlaw.EXPIRED)).isNotEqualTo(base);
      assertThatThrownBy(() -> status(gatehouse, server, null)).isInstanceOf(SSLException.class);
    }

    @Test
    void withNothingWrong(Gatehouse gatehouse, @BadTls(TlsFlaw.NONE) URI server) throws Exception {
      assertThat(status(gatehouse, server, null)).isEqualTo(200);
    }

    @Test
    void demandingTheCertificate(
        Gatehouse gatehouse,
        @BadTls(TlsFlaw.CLIENT_CERTIFICATE_DEMANDED) URI server,
        @ClientCertificate dev.gatehouse.mock.tls.ClientCertificate own)
        throws Exception {
      assertThat(status(gatehouse, server, own)).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = "http://example.com/")
    void afterTheArgumentsOfAParameterizedTest(
        URI argument, @BadTls(TlsFlaw.SELF_SIGNED) URI server) {
      assertThat(argument).isEqualTo(URI.create("http://example.com/"));
      assertThat(server).hasScheme("https");
    }
  }

  @Test
  void badServers() {
    TestKit.allPassed(TestKit.run(Servers.class), 4);
  }

  @GatehouseTest
  static class CertificateOnAString {
    @Test
    void call(@ClientCertificate String pem) {}
  }

  @GatehouseTest
  static class BadTlsOnAConnection {
    @Test
    void call(@BadTls(TlsFlaw.EXPIRED) Connection server) {}
  }

  @GatehouseTest
  static class BadTlsWithALogin {
    @Test
    void call(@BadTls(TlsFlaw.EXPIRED) @Auth(AuthType.BASIC) URI server) {}
  }

  @GatehouseTest
  static class CertificateWithALogin {
    @Test
    void call(
        @ClientCertificate @AwsAccessKey dev.gatehouse.mock.tls.ClientCertificate certificate) {}
  }

  @GatehouseTest
  static class BothSides {
    @Test
    void call(@ClientCertificate @BadTls(TlsFlaw.EXPIRED) URI server) {}
  }

  @GatehouseTest
  static class NoSubject {
    @Test
    void call(
        @ClientCertificate(subject = "orders")
            dev.gatehouse.mock.tls.ClientCertificate certificate) {}
  }

  static class NoGatehouse {
    @Test
    void call(@BadTls(TlsFlaw.EXPIRED) URI server) {}
  }

  static Stream<List<Object>> misuses() {
    return Stream.of(
        List.of(
            CertificateOnAString.class,
            "parameter 'String pem' of CertificateOnAString.call: @ClientCertificate stands on a"
                + " dev.gatehouse.mock.tls.ClientCertificate, not on a String"),
        List.of(
            BadTlsOnAConnection.class,
            "parameter 'Connection server' of BadTlsOnAConnection.call: @BadTls stands on a URI,"
                + " not on a Connection"),
        List.of(BadTlsWithALogin.class, "@BadTls stands alone: leave out the other annotation"),
        List.of(CertificateWithALogin.class, "@ClientCertificate stands alone: leave out"),
        List.of(BothSides.class, "@ClientCertificate stands alone: leave out"),
        List.of(
            NoSubject.class,
            "subject is a distinguished name such as CN=orders,O=Example, not 'orders'"),
        List.of(NoGatehouse.class, "NoGatehouse has no Gatehouse: write @GatehouseTest"));
  }

  @ParameterizedTest
  @MethodSource("misuses")
  void misuseIsTold(List<Object> misuse) {
    assertThat(TestKit.failure(TestKit.run((Class<?>) misuse.get(0))))
        .hasMessageContaining((String) misuse.get(1));
  }
}
