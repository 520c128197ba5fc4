package dev.gatehouse.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.mock.scenario.Lineup;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsTest {
  private static Gatehouse start() {
    return Gatehouse.builder().lineup(Lineup.empty()).start();
  }

  private static X509Certificate ca(Gatehouse gatehouse) throws Exception {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(
                new ByteArrayInputStream(gatehouse.caPem().getBytes(StandardCharsets.US_ASCII)));
  }

  private static HttpClient.Builder trusting(Gatehouse gatehouse) throws Exception {
    return HttpClient.newBuilder()
        .sslContext(trustingContext(gatehouse))
        .connectTimeout(Duration.ofSeconds(10));
  }

  private static SSLContext trustingContext(Gatehouse gatehouse) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry("ca", ca(gatehouse));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  /** Reaches the server as a client does that a hosts file or a proxy leads to it by this name. */
  private static X509Certificate certificateShownTo(Gatehouse gatehouse, String host)
      throws Exception {
    int port = gatehouse.httpsUri().getPort();
    try (Socket wire = new Socket(InetAddress.getLoopbackAddress(), port);
        SSLSocket socket =
            (SSLSocket)
                trustingContext(gatehouse)
                    .getSocketFactory()
                    .createSocket(wire, host, port, true)) {
      socket.setSoTimeout(60_000);
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      socket.setSSLParameters(parameters);
      socket.startHandshake();
      return (X509Certificate) socket.getSession().getPeerCertificates()[0];
    }
  }

  private static HttpResponse<String> get(HttpClient client, URI uri) throws Exception {
    return client.send(
        HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(10)).build(),
        BodyHandlers.ofString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void speaksTlsOnTheSamePort(String version) throws Exception {
    try (Gatehouse gatehouse = start()) {
      SSLParameters parameters = new SSLParameters();
      parameters.setProtocols(new String[] {version});
      HttpClient client = trusting(gatehouse).sslParameters(parameters).build();

      HttpResponse<String> response = get(client, gatehouse.httpsUri().resolve("/hello"));

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.sslSession().orElseThrow().getProtocol()).isEqualTo(version);
      assertThat(get(client, gatehouse.baseUri().resolve("/plain")).statusCode()).isEqualTo(200);
      assertThat(gatehouse.httpsUri().getPort()).isEqualTo(gatehouse.baseUri().getPort());
    }
  }

  @Test
  void isTrustedByTheLoopbackName() throws Exception {
    try (Gatehouse gatehouse = start()) {
      HttpClient client = trusting(gatehouse).build();
      int port = gatehouse.httpsUri().getPort();
      assertThat(get(client, URI.create("https://localhost:" + port + "/")).statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void isTrustedByTheConfiguredName() throws Exception {
    try (Gatehouse gatehouse =
        Gatehouse.builder().lineup(Lineup.empty()).host("127.0.0.2").start()) {
      assertThat(gatehouse.httpsUri().getHost()).isEqualTo("127.0.0.2");
      assertThat(get(trusting(gatehouse).build(), gatehouse.httpsUri()).statusCode())
          .isEqualTo(200);
    }
    try (Gatehouse other = start()) {
      int port = other.httpsUri().getPort();
      assertThat(Wire.exchange(other.baseUri(), "GET / HTTP/1.0\r\n\r\n")).contains("200 OK");
      assertThatThrownBy(
              () -> get(trusting(other).build(), URI.create("https://127.0.0.2:" + port + "/")))
          .isInstanceOf(IOException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "login.example",
        "LOGIN.example",
        "gatehouse",
        "host.docker.internal",
        "10.1.2.3",
        "2001:db8::7",
        "localhost",
        "127.0.0.1"
      })
  void isTrustedByTheNamesOthersReachItBy(String host) throws Exception {
    try (Gatehouse gatehouse = knownElsewhere()) {
      assertThat(certificateShownTo(gatehouse, host).getIssuerX500Principal())
          .isEqualTo(ca(gatehouse).getSubjectX500Principal());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"evil.example", "sub.login.example", "10.1.2.4", "2001:db8::8"})
  void isNotTrustedByANameItWasNotTold(String host) {
    try (Gatehouse gatehouse = knownElsewhere()) {
      assertThatThrownBy(() -> certificateShownTo(gatehouse, host))
          .isInstanceOf(SSLException.class);
    }
  }

  /** Of two servers of one JVM, each has its own names only. */
  @Test
  void keepsItsNamesFromItsNeighbour() throws Exception {
    try (Gatehouse gatehouse = knownElsewhere();
        Gatehouse neighbour = start()) {
      assertThat(certificateShownTo(gatehouse, "login.example").getSubjectAlternativeNames())
          .hasSize(8);
      assertThatThrownBy(() -> certificateShownTo(neighbour, "login.example"))
          .isInstanceOf(SSLException.class);
    }
  }

  /** A container's name may be none that an address or a DNS name can be. */
  @Test
  void speaksTlsWhateverItIsCalled() throws Exception {
    try (Gatehouse gatehouse =
        Gatehouse.builder()
            .lineup(Lineup.empty())
            .publicUrl(URI.create("https://gate_house:8480"))
            .followHosts("999.1.2.3", "[::::]")
            .start()) {
      assertThat(certificateShownTo(gatehouse, "localhost").getSubjectAlternativeNames().toString())
          .contains("gate_house", "999.1.2.3");
    }
  }

  private static Gatehouse knownElsewhere() {
    return Gatehouse.builder()
        .lineup(Lineup.empty())
        .publicUrl(URI.create("https://Login.example/auth"))
        .followHosts("gatehouse:8480", "host.docker.internal", "10.1.2.3", "[2001:db8::7]:443")
        .start();
  }

  /** As the issuer is one, however it is reached; unless told to follow the host. */
  @Test
  void keepsTheIssuerOverTlsUnlessToldToFollow() throws Exception {
    String metadata = "/oauth2/default/.well-known/openid-configuration";
    try (Gatehouse gatehouse = Gatehouse.start()) {
      assertThat(get(trusting(gatehouse).build(), gatehouse.httpsUri().resolve(metadata)).body())
          .contains("\"issuer\":\"" + gatehouse.baseUri() + "/oauth2/default\"");
    }
    try (Gatehouse gatehouse = Gatehouse.builder().followHosts("127.0.0.1").start()) {
      HttpClient client = trusting(gatehouse).build();
      assertThat(get(client, gatehouse.httpsUri().resolve(metadata)).body())
          .contains("\"issuer\":\"" + gatehouse.httpsUri() + "/oauth2/default\"");
      assertThat(get(client, gatehouse.baseUri().resolve(metadata)).body())
          .contains("\"issuer\":\"" + gatehouse.baseUri() + "/oauth2/default\"");
    }
  }

  @Test
  void isNotTrustedWithoutItsAuthority() {
    try (Gatehouse gatehouse = start()) {
      assertThatThrownBy(() -> get(HttpClient.newHttpClient(), gatehouse.httpsUri()))
          .isInstanceOf(SSLException.class);
    }
  }

  @Test
  void certifiesWithRealDatesAndTheLoopbackNames() throws Exception {
    try (Gatehouse gatehouse = start()) {
      gatehouse.clock().advance(Duration.ofDays(20_000));
      HttpResponse<String> response =
          get(trusting(gatehouse).build(), gatehouse.httpsUri().resolve("/"));
      X509Certificate leaf =
          (X509Certificate) response.sslSession().orElseThrow().getPeerCertificates()[0];

      leaf.checkValidity();
      assertThat(leaf.getNotBefore().toInstant()).isBefore(Instant.now());
      assertThat(leaf.getBasicConstraints()).as("is no authority").isEqualTo(-1);
      Collection<List<?>> names = leaf.getSubjectAlternativeNames();
      assertThat(names).hasSize(3);
      assertThat(names.toString()).contains("localhost", "127.0.0.1", "0:0:0:0:0:0:0:1");
      leaf.verify(ca(gatehouse).getPublicKey());
      assertThat(ca(gatehouse).getBasicConstraints()).isEqualTo(1);
    }
  }

  @Test
  void hangsUpOnWhatOnlyLooksLikeTls() {
    try (Gatehouse gatehouse = start()) {
      assertThat(Wire.exchange(gatehouse.baseUri(), "\u0016\3\1\0\5hello, this is no TLS\r\n\r\n"))
          .doesNotContain("HTTP");
      assertThat(Wire.exchange(gatehouse.baseUri(), "GET / HTTP/1.0\r\n\r\n")).contains("200 OK");
    }
  }
}
