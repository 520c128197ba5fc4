package dev.gatehouse.conformance.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;

/**
 * A port of the loopback address that refuses every connection. It is bound, though nothing listens
 * on it, so that no other server of the machine can get it in the meantime.
 *
 * @since 0.1
 */
public final class ClosedPort implements AutoCloseable {
  private final Socket bound;

  private ClosedPort(Socket bound) {
    this.bound = bound;
  }

  /** Takes a free port. */
  public static ClosedPort take() {
    Socket socket = new Socket();
    try {
      socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0));
      return new ClosedPort(socket);
    } catch (IOException e) {
      throw new UncheckedIOException("there is no free port on 127.0.0.1", e);
    }
  }

  /** {@code http://127.0.0.1:PORT}. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + bound.getLocalPort());
  }

  /** Gives the port back. */
  @Override
  public void close() {
    try {
      bound.close();
    } catch (IOException alreadyGone) {
      // Closing is all that was wanted.
    }
  }
}
