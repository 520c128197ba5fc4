package dev.gatehouse.mock;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The server's time: the system's clock, moved by what tests have asked for.
 *
 * @since 0.1
 */
public final class MovableClock implements InstantSource {
  private static final Instant EARLIEST = Instant.EPOCH;
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  private final AtomicReference<Duration> offset = new AtomicReference<>(Duration.ZERO);

  @Override
  public Instant instant() {
    return Instant.now().plus(offset.get());
  }

  /**
   * Moves the clock forwards, or backwards by a negative duration.
   *
   * @throws IllegalArgumentException if it would leave the years 1970 to 9999, which are what dates
   *     in tokens and headers can say; the clock is not moved then
   */
  public void advance(Duration by) {
    Instant now = Instant.now();
    offset.updateAndGet(current -> checked(now, plus(current, by)));
  }

  /**
   * Moves the clock to a time, from where it goes on.
   *
   * @throws IllegalArgumentException if it is not in the years 1970 to 9999
   */
  public void set(Instant to) {
    Instant now = Instant.now();
    offset.set(checked(now, Duration.between(now, to)));
  }

  /** Back to the system's time. */
  public void reset() {
    offset.set(Duration.ZERO);
  }

  private static Duration plus(Duration current, Duration by) {
    try {
      return current.plus(by);
    } catch (ArithmeticException e) {
      throw outOfRange(e);
    }
  }

  private static Duration checked(Instant now, Duration wanted) {
    try {
      Instant then = now.plus(wanted);
      if (then.isBefore(EARLIEST) || then.isAfter(LATEST)) {
        throw outOfRange(null);
      }
      return wanted;
    } catch (DateTimeException | ArithmeticException e) {
      throw outOfRange(e);
    }
  }

  private static IllegalArgumentException outOfRange(@Nullable Exception cause) {
    return new IllegalArgumentException("the clock can show the years 1970 to 9999 only", cause);
  }
}
