package dev.gatehouse.conformance.peer;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * A scripted HTTP/1.1 server on a raw socket of the loopback address. It keeps every request as it
 * came over the wire, and misbehaves as told. Nothing in it outlives {@link #close()}.
 *
 * <pre>{@code
 * peer.on("/token", Reply.json(200, "{...}"));
 * peer.answer(Reply.status(401).with("WWW-Authenticate", "Bearer"), Reply.ok());
 * }</pre>
 *
 * @since 0.1
 */
public final class Peer implements AutoCloseable {
  private static final int LONGEST_SILENCE_MILLIS = 60_000;
  private static final byte[] TUNNEL_OPEN =
      "HTTP/1.1 200 Connection established\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final ServerSocket listener;
  private final Layer layer;
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
  private final List<SeenRequest> requests = new CopyOnWriteArrayList<>();
  private final List<Handled> handled = new CopyOnWriteArrayList<>();
  private final AtomicInteger requestNumbers = new AtomicInteger();
  private final AtomicInteger connectionNumbers = new AtomicInteger();
  private final Map<String, Function<SeenRequest, Reply>> routes = new ConcurrentHashMap<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile Function<SeenRequest, Reply> otherwise = request -> Reply.ok();

  private Peer(ServerSocket listener, Layer layer) {
    this.listener = listener;
    this.layer = layer;
  }

  /** Starts a peer on a free port; it answers 200 until told otherwise. */
  public static Peer start() {
    return start(Layer.none());
  }

  /**
   * Starts a peer that speaks HTTP on a layer. What does not get through the layer's handshake is
   * on record as a connection, and not as a request.
   */
  public static Peer start(Layer layer) {
    try {
      Peer peer =
          new Peer(
              new ServerSocket(0, 256, InetAddress.getByAddress(new byte[] {127, 0, 0, 1})), layer);
      daemon("peer-" + peer.port(), peer::accept);
      return peer;
    } catch (IOException e) {
      throw new UncheckedIOException("a peer cannot listen on 127.0.0.1", e);
    }
  }

  /** The port of 127.0.0.1 that it listens on. */
  public int port() {
    return listener.getLocalPort();
  }

  /** {@code http://127.0.0.1:PORT}. */
  public URI uri() {
    return uri("127.0.0.1");
  }

  /** The same port by another host name of this machine, for example {@code localhost}. */
  public URI uri(String host) {
    return URI.create("http://" + host + ":" + port());
  }

  /** {@code https} at a host name of this machine, for a peer on a layer of TLS. */
  public URI secureUri(String host) {
    return URI.create("https://" + host + ":" + port());
  }

  /** {@code http://127.0.0.1:PORT} with a path that starts with a slash, and any query. */
  public URI at(String path) {
    return URI.create(uri() + path);
  }

  /** Answers requests with these replies in turn; the last one repeats. */
  public Peer answer(Reply... replies) {
    return answer(inTurn(replies));
  }

  /** Answers every request that no path of {@link #on} matches. */
  public Peer answer(Function<SeenRequest, Reply> script) {
    otherwise = script;
    return this;
  }

  /** Answers requests for exactly this path with these replies in turn; the last one repeats. */
  public Peer on(String path, Reply... replies) {
    return on(path, inTurn(replies));
  }

  /** Answers requests for exactly this path, whatever their query. */
  public Peer on(String path, Function<SeenRequest, Reply> script) {
    routes.put(path, script);
    return this;
  }

  /** Every request read whole so far, in order of arrival. */
  public List<SeenRequest> requests() {
    return List.copyOf(requests);
  }

  /** The requests for exactly this path, whatever their query. */
  public List<SeenRequest> requests(String path) {
    return requests.stream().filter(request -> request.path().equals(path)).toList();
  }

  /** Every request with what was done about it, in the order the replies were begun. */
  public List<Handled> handled() {
    return List.copyOf(handled);
  }

  /** How many TCP connections were accepted so far. */
  public int connections() {
    return connectionNumbers.get();
  }

  /** Closes the port and every connection. */
  @Override
  public void close() {
    closed.countDown();
    shut(listener);
    connections.forEach(Peer::shut);
  }

  private void accept() {
    while (closed.getCount() > 0) {
      try {
        Socket socket = listener.accept();
        daemon("peer-" + port(), () -> serve(socket));
      } catch (IOException closedOrFull) {
        // Without a listener accept() would fail for ever; with one, the next client may do better.
        if (listener.isClosed()) {
          return;
        }
      }
    }
  }

  /** Serves a connection until it closes, whoever accepted it. */
  private void serve(Socket socket) {
    int number = connectionNumbers.incrementAndGet();
    connections.add(socket);
    try (socket) {
      if (closed.getCount() == 0) {
        return;
      }
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(LONGEST_SILENCE_MILLIS);
      Layer.Streams streams = layer.over(socket);
      WireReader reader = new WireReader(new BufferedInputStream(streams.in()), streams.out());
      WireWriter writer = new WireWriter(streams.out(), closed);
      for (WireReader.Message message = reader.next();
          message != null && closed.getCount() > 0;
          message = reader.next()) {
        SeenRequest request = record(number, message);
        Reply reply = script(request).apply(request);
        handled.add(new Handled(request, reply));
        if (reply instanceof Reply.Tunnel tunnel) {
          writer.raw(TUNNEL_OPEN);
          tunnel.to().serve(socket);
          return;
        }
        if (!carryOut(reply, request, streams.in(), writer)) {
          return;
        }
      }
    } catch (IOException clientGone) {
      // A client may hang up at any time; what it sent until then is on record.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      connections.remove(socket);
    }
  }

  private synchronized SeenRequest record(int connection, WireReader.Message message) {
    SeenRequest request =
        new SeenRequest(
            requestNumbers.incrementAndGet(), connection, message.head(), message.body());
    requests.add(request);
    return request;
  }

  private Function<SeenRequest, Reply> script(SeenRequest request) {
    return routes.getOrDefault(request.path(), otherwise);
  }

  private static boolean carryOut(
      Reply reply, SeenRequest request, InputStream in, WireWriter writer)
      throws IOException, InterruptedException {
    if (reply instanceof Reply.Answer answer) {
      return writer.send(answer, !request.method().equals("HEAD"));
    }
    if (reply instanceof Reply.Raw raw) {
      writer.raw(raw.bytes());
    } else if (reply instanceof Reply.Stall) {
      // Returns when the client gives up; whatever it still sends goes unanswered.
      in.transferTo(OutputStream.nullOutputStream());
    }
    return false;
  }

  private static Function<SeenRequest, Reply> inTurn(Reply... replies) {
    if (replies.length == 0) {
      throw new IllegalArgumentException("a script needs at least one reply");
    }
    List<Reply> turns = List.of(replies);
    AtomicInteger next = new AtomicInteger();
    return request -> turns.get(Math.min(next.getAndIncrement(), turns.size() - 1));
  }

  private static void daemon(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  private static void shut(AutoCloseable socket) {
    try {
      socket.close();
    } catch (Exception alreadyGone) {
      // Closing is all that was wanted.
    }
  }
}
