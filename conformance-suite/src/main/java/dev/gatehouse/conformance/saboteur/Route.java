package dev.gatehouse.conformance.saboteur;

import dev.gatehouse.conformance.client.ProxyServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a server is reached: straight, or through a proxy, which sees {@code http} requests whole and
 * of {@code https} ones only where they go (RFC 9110, section 9.3.6).
 */
final class Route {
  private static final long LONGEST_REFUSAL = 64 * 1024;

  private final @Nullable Target proxy;
  private final ProxyAuthorization authorization;
  private final Trust trust;
  private final Duration connectTimeout;
  private final @Nullable Flaw flaw;

  Route(@Nullable ProxyServer proxy, Trust trust, Duration connectTimeout, @Nullable Flaw flaw) {
    this.proxy = proxy == null ? null : Target.of(proxy.uri());
    this.authorization = ProxyAuthorization.of(proxy == null ? null : proxy.login());
    this.trust = trust;
    this.connectTimeout = connectTimeout;
    this.flaw = flaw;
  }

  /** What proves this client to the proxy. */
  ProxyAuthorization proxyAuthorization() {
    return authorization;
  }

  /** A connection for requests to where this one goes. */
  Link open(Outgoing first, Deadline deadline) throws IOException {
    Target target = first.target();
    Target next = proxy == null ? target : proxy;
    Socket socket = new Socket();
    try {
      socket.setTcpNoDelay(true);
      // Frees the port at once when it is closed: a run of all saboteurs would use up every port.
      socket.setSoLinger(true, 0);
      socket.connect(
          new InetSocketAddress(next.host(), next.port()), (int) connectTimeout.toMillis());
      if (proxy != null && !target.secure() && !authorization.ofTheConnection()) {
        return new Link(socket, true, authorization, flaw);
      }
      if (proxy != null) {
        openTunnel(socket, first, deadline);
      }
      Socket inside = target.secure() ? trust.secure(socket, target, connectTimeout) : socket;
      return new Link(
          inside,
          false,
          flaw == Flaw.PROXY_CREDENTIALS_HOP ? authorization : ProxyAuthorization.NONE,
          flaw);
    } catch (IOException | RuntimeException e) {
      socket.close();
      throw e;
    }
  }

  private void openTunnel(Socket socket, Outgoing first, Deadline deadline) throws IOException {
    Outgoing connect =
        new Outgoing(
            "CONNECT",
            first.target(),
            flaw == Flaw.PROXY_CONNECT_CLEAN ? first.fields() : List.of(),
            new byte[0]);
    Link toProxy = new Link(socket, true, ProxyAuthorization.NONE, flaw);
    Incoming answer =
        authorization.send(
            connect, request -> toProxy.exchange(request, deadline, LONGEST_REFUSAL));
    if (answer.status() / 100 != 2) {
      throw new IOException("the proxy opens no tunnel: " + answer.status());
    }
  }
}
