package dev.gatehouse.client;

import java.io.IOException;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import org.apache.hc.core5.http.io.HttpClientConnection;

/**
 * The TCP connections on which NTLM has logged somebody in. Each open connection has its own pool
 * and its own of these, so that no login is ever shared between identities.
 */
final class LoggedIn {
  private final Set<HttpClientConnection> connections =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  boolean on(Line line) throws IOException {
    return connections.contains(line.connection());
  }

  void add(Line line) throws IOException {
    connections.add(line.connection());
  }

  void remove(Line line) throws IOException {
    connections.remove(line.connection());
  }
}
