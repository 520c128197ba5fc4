package dev.gatehouse.mock.http;

import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.BufferUtil;
import org.jspecify.annotations.Nullable;

/** A connection to a server behind the proxy; it carries one relayed request after the other. */
final class Origin extends AbstractConnection {
  private static final int BUFFER_BYTES = 16 * 1024;

  private final ByteBuffer buffer = BufferUtil.allocate(BUFFER_BYTES);
  private volatile @Nullable Relay relay;

  Origin(EndPoint endPoint, Executor executor, Relay first) {
    super(endPoint, executor);
    relay = first;
  }

  /** Connected: the request it was opened for goes out. */
  @Override
  public void onOpen() {
    super.onOpen();
    Relay first = relay;
    if (first != null) {
      first.connected(this);
    }
  }

  /** Takes another request. */
  void carry(Relay next) {
    relay = next;
  }

  /** Waits for the next request; reading on is how the end of the connection is seen. */
  void rest() {
    relay = null;
    fillInterested();
  }

  /** Bytes that have come and were not parsed yet. */
  ByteBuffer buffer() {
    return buffer;
  }

  @Override
  public void onFillable() {
    Relay current = relay;
    if (current != null) {
      current.iterate();
    } else {
      // Nobody asked: the end, or bytes that belong to nothing.
      close();
    }
  }

  @Override
  public void onFillInterestedFailed(Throwable cause) {
    Relay current = relay;
    if (current != null) {
      current.broke(cause);
    }
    close();
  }
}
