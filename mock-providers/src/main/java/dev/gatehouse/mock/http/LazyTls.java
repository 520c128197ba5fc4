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
 * because making them costs more than everything else at the start.
 */
final class LazyTls implements ConnectionFactory.Detecting {
  /** RFC 8446, section 5.1: the content type of a handshake record. */
  private static final byte HANDSHAKE = 22;

  private final Occupants occupants;
  private final ConcurrentMap<String, SslConnectionFactory> factories = new ConcurrentHashMap<>();

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
    String host = occupants.at(endPoint.getLocalSocketAddress()).tlsHost();
    return factories.computeIfAbsent(host, LazyTls::factory).newConnection(connector, endPoint);
  }

  private static SslConnectionFactory factory(String host) {
    SslContextFactory.Server context = new SslContextFactory.Server();
    context.setSslContext(CertificateAuthority.ofThisJvm().serverContext(host));
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
