package dev.gatehouse.client;

import java.time.Duration;
import java.time.Instant;

/** How long a token is used, from what {@code expires_in} says (RFC 6749, section 5.1). */
final class Lifetime {
  /** For a token that does not say: short enough to notice that it expired. */
  static final Duration UNSAID = Duration.ofMinutes(5);

  private static final Duration LONGEST = Duration.ofDays(366);
  private static final Duration MOST_AHEAD = Duration.ofMinutes(1);

  private Lifetime() {}

  /**
   * When to renew: a tenth of the lifetime before its end, but at most a minute, so that no token
   * expires on its way.
   *
   * @param requested when the token was asked for, on the connection's own clock
   * @param seconds as the server said; zero or less means that the token is used once
   */
  static Instant renewal(Instant requested, double seconds) {
    if (!(seconds > 0)) {
      return Instant.MIN;
    }
    Duration lifetime =
        seconds < LONGEST.toSeconds() ? Duration.ofMillis((long) (seconds * 1000)) : LONGEST;
    Duration tenth = lifetime.dividedBy(10);
    return requested.plus(lifetime).minus(tenth.compareTo(MOST_AHEAD) < 0 ? tenth : MOST_AHEAD);
  }
}
