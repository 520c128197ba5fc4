package dev.gatehouse.mock.exchange;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What goes back over the wire, and how: usually a whole response at once, else a misbehaviour that
 * was asked for. The server carries it out; a delay holds no thread.
 *
 * @since 0.1
 */
public sealed interface Answer {
  /** The response, in one write. */
  record Whole(ServerResponse response) implements Answer {}

  /** Nothing for a while, then an answer. */
  record Delayed(Duration by, Answer then) implements Answer {}

  /**
   * Status line and headers at once, the body in chunks (RFC 9112, section 7.1), each after an
   * equal part of the time.
   *
   * @param response what to send
   * @param parts how many chunks, at least one; no more are sent than the body has bytes
   * @param over how long the whole body takes
   */
  record Dribbled(ServerResponse response, int parts, Duration over) implements Answer {}

  /**
   * Status line and headers that announce the whole body, then only its beginning, then the end of
   * the connection (RFC 9112, section 8: an incomplete message).
   *
   * @param response what is announced
   * @param sent how many bytes of the body are sent: fewer than it has
   */
  record Truncated(ServerResponse response, int sent) implements Answer {
    public Truncated {
      if (sent < 0 || sent >= response.body().length) {
        throw new IllegalArgumentException(
            "sent must be 0 to less than the length of the body, not " + sent);
      }
    }
  }

  /**
   * A body with spaces before it, which mean nothing in JSON (RFC 8259, section 2) and have to be
   * read all the same. They are made while they are sent, so that they take no memory.
   *
   * @param response what follows the spaces
   * @param spaces how many, at least one
   */
  record Padded(ServerResponse response, long spaces) implements Answer {}

  /**
   * Status line and headers of a chunked response, then bytes that are no chunk, then the end of
   * the connection.
   */
  record Malformed(ServerResponse head, byte[] garbage) implements Answer {}

  /** Bytes that are no HTTP, then the end of the connection. */
  record Garbage(byte[] bytes) implements Answer {}

  /** The end of the connection, without a byte. */
  record Empty() implements Answer {}

  /** The connection reset (TCP RST). */
  record Reset() implements Answer {}

  /**
   * What another server answers to a request, as a proxy relays it (RFC 9110, section 3.7). The
   * connection to that server is never used for another client: a login may belong to it.
   *
   * @param host where to ask
   * @param port where to ask
   * @param request what to ask; fields that are between two hops only are left out
   * @param ending hears what came of it
   */
  record Relayed(String host, int port, ServerRequest request, Ending ending) implements Answer {}

  /**
   * A tunnel: what either side sends goes to the other as it is (RFC 9110, section 9.3.6). It holds
   * no thread.
   *
   * @param host where it ends
   * @param port where it ends
   * @param ending hears whether it was opened
   */
  record Tunnelled(String host, int port, Ending ending) implements Answer {}

  /** Hears once what came of an answer that depends on another server. */
  @FunctionalInterface
  interface Ending {
    /**
     * The client has been answered, or is about to be.
     *
     * @param status what the client was answered
     * @param failure why the other server could not be asked; null if it could
     */
    void ended(int status, @Nullable String failure);
  }
}
