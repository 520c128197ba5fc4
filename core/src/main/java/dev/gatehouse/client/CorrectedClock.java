package dev.gatehouse.client;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/** A clock that a server has set right: signatures go by the server's time. */
final class CorrectedClock implements InstantSource {
  /** The preferred form of HTTP dates (RFC 9110, section 5.6.7). */
  private static final DateTimeFormatter IMF_FIXDATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final InstantSource clock;
  private volatile Duration offset = Duration.ZERO;

  CorrectedClock(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public Instant instant() {
    return clock.instant().plus(offset);
  }

  /**
   * Goes by what an answer says is the time.
   *
   * @return whether it says so, in exactly one Date field that can be read
   */
  boolean correct(Headers answer) {
    var dates = new Headers(answer.fields(), false).all("Date");
    if (dates.size() != 1) {
      return false;
    }
    try {
      offset = Duration.between(clock.instant(), IMF_FIXDATE.parse(dates.get(0), Instant::from));
      return true;
    } catch (DateTimeParseException e) {
      return false;
    }
  }
}
