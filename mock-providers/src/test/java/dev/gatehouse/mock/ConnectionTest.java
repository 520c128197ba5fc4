package dev.gatehouse.mock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.mock.exchange.ClientConnection;
import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.exchange.ServerResponse;
import dev.gatehouse.mock.gate.Gate;
import dev.gatehouse.mock.gate.Verdict;
import dev.gatehouse.mock.scenario.Lineup;
import dev.gatehouse.mock.tls.CertificateAuthority;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a gate can keep with a connection: it is the same for all its requests, and no other's. */
@Timeout(180)
class ConnectionTest {
  private static final String GET = "GET /api HTTP/1.1\r\nHost: localhost\r\n\r\n";

  /** Admits everybody and keeps their connections. */
  private record Keeping(List<ClientConnection> seen) implements Gate {
    Keeping() {
      this(new CopyOnWriteArrayList<>());
    }

    @Override
    public Verdict judge(ServerRequest request) {
      seen.add(request.connection());
      return new Verdict.Admitted("x", Map.of());
    }
  }

  private static Gatehouse start(Gate gate) {
    Gatehouse gatehouse = Gatehouse.builder().lineup(Lineup.empty()).start();
    gatehouse.guard("/api", gate);
    return gatehouse;
  }

  @Test
  void isTheSameForEveryRequestAndCountsThem() throws Exception {
    Keeping gate = new Keeping();
    try (Gatehouse gatehouse = start(gate);
        Wire wire = Wire.to(gatehouse.baseUri())) {
      for (int i = 1; i <= 3; i++) {
        assertThat(wire.send(GET).readResponse()).startsWith("HTTP/1.1 200");
        assertThat(gate.seen().get(0).requests()).isEqualTo(i);
      }
      assertThat(gate.seen()).allMatch(each -> each == gate.seen().get(0)).hasSize(3);
    }
  }

  @Test
  void countsRequestsThatNoGateSees() throws Exception {
    Keeping gate = new Keeping();
    try (Gatehouse gatehouse = start(gate);
        Wire wire = Wire.to(gatehouse.baseUri())) {
      wire.send(GET).readResponse();
      wire.send("GET /free HTTP/1.1\r\nHost: localhost\r\n\r\n").readResponse();
      assertThat(gate.seen().get(0).requests()).isEqualTo(2);
    }
  }

  @Test
  void isAnotherForAnotherConnection() throws Exception {
    Keeping gate = new Keeping();
    try (Gatehouse gatehouse = start(gate);
        Wire one = Wire.to(gatehouse.baseUri());
        Wire two = Wire.to(gatehouse.baseUri())) {
      one.send(GET).readResponse();
      two.send(GET).readResponse();
      assertThat(gate.seen()).doesNotHaveDuplicates().hasSize(2);
      assertThat(gate.seen().get(1).requests()).isEqualTo(1);
    }
  }

  /** A session that is resumed brings no certificate again, and channel bindings are over it. */
  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void knowsTheServersCertificateOfAResumedSession(String version) throws Exception {
    Keeping gate = new Keeping();
    try (Gatehouse gatehouse = start(gate)) {
      SSLContext context = trusting(CertificateAuthority.ofThisJvm());
      for (int i = 0; i < 3; i++) {
        try (SSLSocket socket =
                (SSLSocket)
                    context
                        .getSocketFactory()
                        .createSocket("127.0.0.1", gatehouse.httpsUri().getPort());
            Wire wire = Wire.over(socket)) {
          socket.setEnabledProtocols(new String[] {version});
          wire.send(GET).readResponse();
          wire.send(GET).readResponse();
          assertThat(gate.seen().get(2 * i)).isSameAs(gate.seen().get(2 * i + 1));
          assertThat(gate.seen().get(2 * i).serverCertificate())
              .contains((X509Certificate) socket.getSession().getPeerCertificates()[0]);
        }
      }
      assertThat(context.getClientSessionContext().getIds().hasMoreElements()).isTrue();
    }
  }

  private static SSLContext trusting(CertificateAuthority authority) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("ca", authority.certificate());
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  @Test
  void hasNoServerCertificateWithoutTls() throws Exception {
    Keeping gate = new Keeping();
    try (Gatehouse gatehouse = start(gate);
        Wire wire = Wire.to(gatehouse.baseUri())) {
      wire.send(GET).readResponse();
      assertThat(gate.seen().get(0).serverCertificate()).isEmpty();
    }
  }

  @Test
  void goesWithItsEnd() throws Exception {
    try (Gatehouse gatehouse = Gatehouse.builder().lineup(Lineup.empty()).start()) {
      WeakReference<ClientConnection> gone = closed(gatehouse);
      // The server sees the end when its selector next runs; another exchange lets it.
      while (gone.get() != null) {
        System.gc();
        Wire.exchange(gatehouse.baseUri(), "GET /x HTTP/1.0\r\n\r\n");
      }
      assertThat(gone.get()).isNull();
    }
  }

  private static WeakReference<ClientConnection> closed(Gatehouse gatehouse) throws IOException {
    Keeping gate = new Keeping();
    gatehouse.guard("/api", gate);
    try (Wire wire = Wire.to(gatehouse.baseUri())) {
      wire.send(GET).readResponse();
    }
    gatehouse.guard("/api", request -> new Verdict.Admitted("x", Map.of()));
    return new WeakReference<>(gate.seen().get(0));
  }

  @Test
  void endsWhereAnAnswerSaysSo() throws Exception {
    Gate closing =
        request ->
            new Verdict.Challenged("close", ServerResponse.status(401).with("Connection", "close"));
    try (Gatehouse gatehouse = start(closing);
        Wire wire = Wire.to(gatehouse.baseUri())) {
      assertThat(wire.send(GET).readAll()).startsWith("HTTP/1.1 401").contains("Connection: close");
    }
  }

  /** NTLM belongs to the connection, which HTTP/2 shares among many requests at once. */
  @Test
  void speaksNoHttp2() {
    try (Gatehouse gatehouse = start(new Keeping())) {
      assertThat(
              Wire.exchange(
                  gatehouse.baseUri(),
                  "GET /api HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade, HTTP2-Settings,"
                      + " close\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQCAAAAAAIAAAAA\r\n\r\n"))
          .startsWith("HTTP/1.1 200")
          .doesNotContain("101 ");
      assertThat(Wire.exchange(gatehouse.baseUri(), "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"))
          .startsWith("HTTP/1.1 505");
    }
  }
}
