package dev.gatehouse.mock.oauth2.internal.device;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/**
 * At most 10 wrong user codes a minute, from however many browsers: a short code is only safe if
 * nobody can try many (RFC 8628, section 5.1).
 */
final class GuessLimit {
  private static final int MOST = 10;
  static final Duration PERIOD = Duration.ofMinutes(1);

  private record Window(Instant start, int guesses) {}

  private final InstantSource clock;
  private final AtomicReference<Window> window = new AtomicReference<>(new Window(Instant.MIN, 0));

  GuessLimit(InstantSource clock) {
    this.clock = clock;
  }

  /** Counts a guess; false when there were too many, so that even a right one is not to be told. */
  boolean allowsOne() {
    Instant now = clock.instant();
    return window
            .updateAndGet(
                before ->
                    isOver(before, now)
                        ? new Window(now, 1)
                        : new Window(before.start(), before.guesses() + 1))
            .guesses()
        <= MOST;
  }

  /** The guess was right, and so was none. */
  void wasRight() {
    window.updateAndGet(before -> new Window(before.start(), Math.max(0, before.guesses() - 1)));
  }

  void reset() {
    window.set(new Window(Instant.MIN, 0));
  }

  /** Also when the clock was moved back. */
  private static boolean isOver(Window window, Instant now) {
    return window.guesses() == 0
        || now.isBefore(window.start())
        || !now.isBefore(window.start().plus(PERIOD));
  }
}
