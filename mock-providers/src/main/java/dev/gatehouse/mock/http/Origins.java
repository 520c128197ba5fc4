package dev.gatehouse.mock.http;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.jspecify.annotations.Nullable;

/**
 * The connections that one client connection has to servers behind the proxy. They end with it, and
 * no other client gets them: an NTLM login to such a server belongs to the connection.
 */
final class Origins implements Connection.Listener {
  private static final String KEPT = Origins.class.getName();

  private final ConcurrentMap<String, Origin> idle = new ConcurrentHashMap<>();
  private volatile boolean closed;

  private Origins() {}

  static Origins of(ConnectionMetaData client) {
    if (client.getAttribute(KEPT) instanceof Origins known) {
      return known;
    }
    Origins fresh = new Origins();
    client.setAttribute(KEPT, fresh);
    client.getConnection().addEventListener(fresh);
    return fresh;
  }

  /** One that waits for a request, to be put back after it; null when there is none. */
  @Nullable Origin take(String server) {
    return idle.remove(server);
  }

  void putBack(String server, Origin origin) {
    idle.put(server, origin);
    if (closed) {
      closeAll();
    }
  }

  @Override
  public void onClosed(Connection client) {
    closed = true;
    closeAll();
  }

  private void closeAll() {
    idle.values().forEach(Origin::close);
    idle.clear();
  }
}
