package dev.gatehouse.mock.http;

import dev.gatehouse.mock.tls.StreamTls;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * A port whose TLS is not Jetty's: it shakes hands by itself and passes what clients send to a port
 * that answers in plain HTTP, and the answers back. Unlike others it costs threads, one while it is
 * open and two for each connection.
 */
public final class TlsRelay implements AutoCloseable {
  private static final int BACKLOG = 128;
  private static final int SILENCE_MILLIS = 30_000;

  private final ServerSocket listening;
  private final StreamTls tls;
  private final InetSocketAddress behind;
  private final Front front;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "gatehouse-tls-relay");
            thread.setDaemon(true);
            return thread;
          });

  private TlsRelay(ServerSocket listening, StreamTls tls, Port behind, Front front) {
    this.listening = listening;
    this.tls = tls;
    this.behind = behind.address();
    this.front = front;
  }

  /**
   * Takes a port and answers on it.
   *
   * @param host a name or an address of this machine
   * @param port 0 for a free one
   * @param behind answers requests; to be open already
   * @param front hears of handshakes that fail
   * @throws UncheckedIOException if the address cannot be listened on; the message says why
   */
  @SuppressWarnings("AddressSelection") // the one address a name stands for is listened on
  public static TlsRelay open(String host, int port, StreamTls tls, Port behind, Front front) {
    try {
      ServerSocket listening = new ServerSocket();
      listening.setReuseAddress(true);
      try {
        listening.bind(new InetSocketAddress(host, port), BACKLOG);
      } catch (IOException | RuntimeException e) {
        listening.close();
        throw e;
      }
      TlsRelay relay = new TlsRelay(listening, tls, behind, front);
      relay.threads.execute(relay::accept);
      return relay;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot listen on " + host + ":" + port + ": " + e.getMessage(), e);
    }
  }

  /** Where it listens, with the port taken. */
  public InetSocketAddress address() {
    return (InetSocketAddress) listening.getLocalSocketAddress();
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket client = listening.accept();
        open.add(client);
        threads.execute(() -> serve(client));
      } catch (IOException | RuntimeException e) {
        // Closed meanwhile, or a client that went away before it was taken in.
      }
    }
  }

  private void serve(Socket client) {
    try (client;
        Socket server = new Socket()) {
      client.setSoTimeout(SILENCE_MILLIS);
      client.setTcpNoDelay(true);
      StreamTls.Plain plain = handshake(client);
      if (plain == null) {
        return;
      }
      open.add(server);
      server.connect(behind);
      server.setTcpNoDelay(true);
      threads.execute(() -> pass(plain.in(), server));
      try (OutputStream out = plain.out()) {
        copy(server.getInputStream(), out);
      } finally {
        open.remove(server);
      }
    } catch (IOException | RuntimeException e) {
      // One side went away: so does the other.
    } finally {
      open.remove(client);
    }
  }

  private StreamTls.@Nullable Plain handshake(Socket client) {
    try {
      return tls.accept(client.getInputStream(), client.getOutputStream());
    } catch (IOException e) {
      if (!listening.isClosed()) {
        front.handshakeFailed(HandshakeFailure.of(client.getInetAddress().getHostAddress(), e));
      }
      return null;
    }
  }

  private static void pass(InputStream in, Socket server) {
    try (server) {
      copy(in, server.getOutputStream());
    } catch (IOException e) {
      // The client went away, without a word or with one.
    }
  }

  /** What has come goes on at once. */
  private static void copy(InputStream in, OutputStream out) throws IOException {
    byte[] some = new byte[8192];
    for (int length = in.read(some); length >= 0; length = in.read(some)) {
      out.write(some, 0, length);
      out.flush();
    }
  }

  /** Frees the port and closes its connections; safe to call twice. */
  @Override
  public void close() {
    try {
      listening.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      threads.shutdownNow();
    }
  }
}
