package dev.gatehouse.client;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The moment an exchange must be over, however busily bytes drip. The JDK's own timer ends it, so
 * that waiting costs no thread.
 */
final class Deadline implements AutoCloseable {
  /** No deadline: silence alone ends the exchange. */
  static final Deadline NONE = new Deadline();

  private final CompletableFuture<Void> over = new CompletableFuture<>();

  private Deadline() {}

  static Deadline in(Duration time) {
    Deadline deadline = new Deadline();
    var unused = deadline.over.orTimeout(time.toMillis(), TimeUnit.MILLISECONDS);
    return deadline;
  }

  /** Runs when the time is up, not when the exchange ended before. */
  void onExpiry(Runnable action) {
    if (this == NONE) {
      return;
    }
    var unused =
        over.whenComplete(
            (nothing, failure) -> {
              if (failure instanceof TimeoutException) {
                action.run();
              }
            });
  }

  boolean isExpired() {
    return over.isCompletedExceptionally();
  }

  /** The exchange ended in time. */
  @Override
  public void close() {
    over.complete(null);
  }
}
