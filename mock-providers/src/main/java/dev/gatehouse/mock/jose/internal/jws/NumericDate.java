package dev.gatehouse.mock.jose.internal.jws;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A time as JWTs write it: seconds since 1970, or a part of one (RFC 7519, section 2). */
public final class NumericDate {
  private static final double YEAR_9999 = 253_402_300_799d;

  private NumericDate() {}

  /** The time a claim tells, to the second below; empty when it is no number, or beyond 9999. */
  public static Optional<Instant> of(@Nullable Object claim) {
    return claim instanceof Number number
            && number.doubleValue() >= 0
            && number.doubleValue() <= YEAR_9999
        ? Optional.of(Instant.ofEpochSecond(number.longValue()))
        : Optional.empty();
  }
}
