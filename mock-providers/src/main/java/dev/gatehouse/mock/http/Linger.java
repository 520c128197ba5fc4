package dev.gatehouse.mock.http;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.io.Content.Chunk;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;

/**
 * Takes in the rest of a refused request for a moment before the connection is closed: a client
 * that sends all before it reads would otherwise see a reset in place of the answer (RFC 9112,
 * section 9.6).
 */
final class Linger implements Runnable {
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final Request request;
  private final Callback callback;
  private final AtomicBoolean over = new AtomicBoolean();

  Linger(Request request, Callback callback) {
    this.request = request;
    this.callback = callback;
  }

  /** Starts once the answer is written. */
  void begin() {
    request
        .getComponents()
        .getScheduler()
        .schedule(
            () -> {
              if (!over.get()) {
                request.getConnectionMetaData().getConnection().getEndPoint().close();
              }
            },
            PATIENCE);
    run();
  }

  @Override
  public void run() {
    while (true) {
      Chunk chunk = request.read();
      if (chunk == null) {
        request.demand(this);
        return;
      }
      boolean last = chunk.isLast();
      chunk.release();
      if (last || Chunk.isFailure(chunk)) {
        over.set(true);
        callback.succeeded();
        return;
      }
    }
  }
}
