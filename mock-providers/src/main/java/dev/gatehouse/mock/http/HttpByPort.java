package dev.gatehouse.mock.http;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConnectionFactory;

/** Speaks HTTP with the limits of the port that a connection came in on. */
final class HttpByPort implements ConnectionFactory {
  static final String PROTOCOL = "http/1.1";

  private final Occupants occupants;
  private final ConcurrentMap<PortLimits, HttpConnectionFactory> factories =
      new ConcurrentHashMap<>();

  HttpByPort(Occupants occupants) {
    this.occupants = occupants;
  }

  @Override
  public String getProtocol() {
    return PROTOCOL;
  }

  @Override
  public List<String> getProtocols() {
    return List.of(PROTOCOL);
  }

  @Override
  public Connection newConnection(Connector connector, EndPoint endPoint) {
    PortLimits limits = occupants.at(endPoint.getLocalSocketAddress()).limits();
    return factories
        .computeIfAbsent(limits, rules -> new HttpConnectionFactory(WireRules.of(rules)))
        .newConnection(connector, endPoint);
  }
}
