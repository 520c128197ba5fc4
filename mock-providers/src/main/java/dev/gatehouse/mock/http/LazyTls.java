package dev.gatehouse.mock.http;

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
 * certificate where somebody on its port wants one, and may do without unless the port demands it.
 */
final class LazyTls implements ConnectionFactory.Detecting {
  /** RFC 8446, section 5.1: the content type of a handshake record. */
  private static final byte HANDSHAKE = 22;

  private final Occupants occupants;
  private final Handshakes handshakes;
  private final ConcurrentMap<Terms, SslConnectionFactory> factories = new ConcurrentHashMap<>();

  /**
   * What a handshake is like. Each has keys and sessions of its own: a session of a handshake that
   * asked for nothing, resumed where something is asked for, would come without a certificate.
   */
  private record Terms(PortTls tls, boolean askingClients) {}

  LazyTls(Occupants occupants) {
    this.occupants = occupants;
    handshakes = new Handshakes(occupants);
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
    return factories.computeIfAbsent(terms, this::factory).newConnection(connector, endPoint);
  }

  /** A port is given back; the keys of those that demand certificates were its own. */
  void forget(Occupant occupant) {
    if (occupant.tls().demanded() != null) {
      factories.keySet().removeIf(terms -> terms.tls().equals(occupant.tls()));
    }
  }

  private SslConnectionFactory factory(Terms terms) {
    SslContextFactory.Server context = new SslContextFactory.Server();
    context.setSslContext(terms.tls().context());
    if (terms.tls().demanded() == null) {
      context.setWantClientAuth(terms.askingClients());
    } else {
      context.setNeedClientAuth(true);
    }
    SslConnectionFactory factory = new SslConnectionFactory(context, HttpByPort.PROTOCOL);
    factory.setEnsureSecureRequestCustomizer(false);
    factory.addBean(handshakes);
    try {
      factory.start();
    } catch (Exception e) {
      throw new IllegalStateException("TLS cannot be set up", e);
    }
    return factory;
  }
}
