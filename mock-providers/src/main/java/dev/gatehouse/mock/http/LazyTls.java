package dev.gatehouse.mock.http;

import dev.gatehouse.mock.tls.CertificateAuthority;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * Knows TLS by its first byte; keys and certificates are made for the first client that speaks it,
 * because making them costs more than everything else at the start. A client is asked for a
 * certificate where somebody on its port wants one, and may always do without.
 */
final class LazyTls implements ConnectionFactory.Detecting {
  /** RFC 8446, section 5.1: the content type of a handshake record. */
  private static final byte HANDSHAKE = 22;

  private final Occupants occupants;
  private final ConcurrentMap<Terms, SslConnectionFactory> factories = new ConcurrentHashMap<>();

  /**
   * What a handshake is like. Each has keys and sessions of its own: a session of a handshake that
   * asked for nothing, resumed where something is asked for, would come without a certificate.
   */
  private record Terms(PortTls tls, boolean askingClients) {}

  LazyTls(Occupants occupants) {
    this.occupants = occupants;
  }

  @Override
  public Detection detect(ByteBuffer buffer) {
    if (!buffer.hasRemaining()) {
      return Detection.NEED_MORE_BYTES;
    }
    return buffer.get(buffer.position()) == HANDSHAKE
        ? Detection.RECOGNIZED
        : Detection.NOT_RECOGNIZED;
  }

  @Override
  public String getProtocol() {
    return "TLS";
  }

  @Override
  public List<String> getProtocols() {
    return List.of(getProtocol());
  }

  @Override
  public Connection newConnection(Connector connector, EndPoint endPoint) {
    Occupant occupant = occupants.at(endPoint.getLocalSocketAddress());
    Terms terms = new Terms(occupant.tls(), occupant.front().wantsClientCertificates());
    return factories.computeIfAbsent(terms, LazyTls::factory).newConnection(connector, endPoint);
  }

  private static SslConnectionFactory factory(Terms terms) {
    SslContextFactory.Server context = new SslContextFactory.Server();
    PortTls tls = terms.tls();
    context.setSslContext(
        CertificateAuthority.ofThisJvm().serverContext(tls.flaw(), tls.host(), tls.hosts()));
    context.setWantClientAuth(terms.askingClients());
    SslConnectionFactory factory = new SslConnectionFactory(context, HttpByPort.PROTOCOL);
    factory.setEnsureSecureRequestCustomizer(false);
    try {
      factory.start();
    } catch (Exception e) {
      throw new IllegalStateException("TLS cannot be set up", e);
    }
    return factory;
  }
}
