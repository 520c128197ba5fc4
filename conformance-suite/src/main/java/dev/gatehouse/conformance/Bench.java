package dev.gatehouse.conformance;

import dev.gatehouse.conformance.client.CallRequest;
import dev.gatehouse.conformance.client.CallResult;
import dev.gatehouse.conformance.client.ClientSettings;
import dev.gatehouse.conformance.client.ClientUnderTest;
import dev.gatehouse.conformance.client.Session;
import dev.gatehouse.conformance.peer.ClosedPort;
import dev.gatehouse.conformance.peer.Layer;
import dev.gatehouse.conformance.peer.Peer;
import dev.gatehouse.connection.Connection;
import dev.gatehouse.mock.Gatehouse;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one run of one check has at hand. Everything made here is closed when the check ends.
 *
 * @since 0.1
 */
public final class Bench implements AutoCloseable {
  private final ClientUnderTest client;
  private final Duration callLimit;
  private final Mask mask = new Mask();
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final List<Peer> peers = new ArrayList<>();
  private @Nullable Gatehouse gatehouse;
  private boolean closed;

  Bench(ClientUnderTest client, Duration callLimit) {
    this.client = client;
    this.callLimit = callLimit;
  }

  /** The client under test. */
  public ClientUnderTest client() {
    return client;
  }

  /** A server that verifies for real, fresh for this check; the same one each time. */
  public synchronized Gatehouse gatehouse() {
    if (gatehouse == null) {
      gatehouse = keep(Gatehouse.start());
    }
    return gatehouse;
  }

  /** A new scripted peer, for misbehaviour and for bytes as they are on the wire. */
  public Peer peer() {
    return peer(Layer.none());
  }

  /** The same that speaks HTTP on a layer, such as TLS. */
  public synchronized Peer peer(Layer layer) {
    Peer peer = keep(Peer.start(layer));
    peers.add(peer);
    return peer;
  }

  /** A port that refuses every connection for as long as the check runs. */
  public ClosedPort closedPort() {
    return keep(ClosedPort.take());
  }

  /** Opens the client under test with {@link ClientSettings#defaults()}. */
  public Session open(Connection connection) {
    return open(connection, ClientSettings.defaults());
  }

  /** Opens the client under test. */
  public Session open(Connection connection, ClientSettings settings) {
    mask.learn(connection);
    if (settings.proxy() != null && settings.proxy().login() != null) {
      mask.learn(settings.proxy().login());
    }
    return keep(GuardedSession.open(() -> client.open(connection, settings), callLimit));
  }

  /**
   * Opens the client under test on settings that only their JSON text can express.
   *
   * @param secrets what in them must not be reported
   */
  public Session open(String connection, String... secrets) {
    Arrays.stream(secrets).forEach(mask::learn);
    return keep(
        GuardedSession.open(() -> client.open(connection, ClientSettings.defaults()), callLimit));
  }

  /** Opens the client under test for one call, and closes it again. */
  public CallResult call(Connection connection, CallRequest request) {
    return once(open(connection), request);
  }

  /** Opens the client under test for one call, and closes it again. */
  public CallResult call(Connection connection, ClientSettings settings, CallRequest request) {
    return once(open(connection, settings), request);
  }

  /**
   * Opens the client under test for one call, on settings that only their JSON text can express,
   * and closes it again.
   *
   * @param secrets what in them must not be reported
   */
  public CallResult call(String connection, CallRequest request, String... secrets) {
    return once(open(connection, secrets), request);
  }

  /** What serves a session, which may be a process, is free for the next one. */
  private static CallResult once(Session session, CallRequest request) {
    try (session) {
      return session.call(request);
    }
  }

  /** Takes the secrets of every connection opened so far out of what is to be reported. */
  Mask mask() {
    return mask;
  }

  /** What the servers saw so far, peers first, secrets masked. */
  synchronized List<Exchange> exchanges() {
    return Exchanges.of(peers, gatehouse).stream().map(mask::apply).toList();
  }

  private synchronized <T extends AutoCloseable> T keep(T resource) {
    if (closed) {
      quietly(resource);
      throw new IllegalStateException("the check is over; nothing can be opened any more");
    }
    open.push(resource);
    return resource;
  }

  @Override
  public synchronized void close() {
    closed = true;
    while (!open.isEmpty()) {
      quietly(open.pop());
    }
  }

  private static void quietly(AutoCloseable resource) {
    try {
      resource.close();
    } catch (Exception ignored) {
      // The check is over; its outcome stands whatever closing does.
    }
  }
}
