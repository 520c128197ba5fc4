package dev.gatehouse.conformance.saboteur;

import java.net.SocketTimeoutException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long to wait for the next bytes: for a while of silence, and for a while in total.
 *
 * @param silence the longest wait for any byte; null for ever
 * @param endNanos {@link System#nanoTime()} of the end of the whole; null for none
 */
record Deadline(@Nullable Duration silence, @Nullable Long endNanos) {

  static Deadline ofSilence(Duration silence) {
    return new Deadline(silence, null);
  }

  Deadline endingIn(Duration total) {
    return new Deadline(silence, System.nanoTime() + total.toNanos());
  }

  /** The time-out of the next read, in milliseconds, as sockets want it: 0 is for ever. */
  int nextReadMillis() throws SocketTimeoutException {
    long millis = silence == null ? Long.MAX_VALUE : silence.toMillis();
    if (endNanos != null) {
      millis = Math.min(millis, (endNanos - System.nanoTime()) / 1_000_000);
    }
    if (millis <= 0) {
      throw new SocketTimeoutException("the total time is over");
    }
    return millis > Integer.MAX_VALUE ? 0 : (int) millis;
  }
}
