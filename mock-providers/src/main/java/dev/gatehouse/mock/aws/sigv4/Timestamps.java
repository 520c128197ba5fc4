package dev.gatehouse.mock.aws.sigv4;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;

/** Times as requests write them. */
final class Timestamps {
  private static final DateTimeFormatter BASIC =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT);

  private static final DateTimeFormatter HTTP =
      DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.US)
          .withResolverStyle(ResolverStyle.STRICT);

  private Timestamps() {}

  /** HTTP's form (RFC 9110, section 5.6.7, the preferred one) in ISO 8601's basic form. */
  static Optional<String> basicOfHttp(String text) {
    try {
      return Optional.of(basic(LocalDateTime.parse(text, HTTP).toInstant(ZoneOffset.UTC)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  static String basic(Instant instant) {
    return BASIC.format(instant.atOffset(ZoneOffset.UTC));
  }

  /** Reads {@code yyyyMMdd'T'HHmmss'Z'}; empty for anything else. */
  static Optional<Instant> instant(String basic) {
    if (basic.length() != 16 || basic.charAt(8) != 'T' || basic.charAt(15) != 'Z') {
      return Optional.empty();
    }
    try {
      return Optional.of(
          LocalDateTime.of(
                  number(basic, 0, 4),
                  number(basic, 4, 6),
                  number(basic, 6, 8),
                  number(basic, 9, 11),
                  number(basic, 11, 13),
                  number(basic, 13, 15))
              .toInstant(ZoneOffset.UTC));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Of digits alone; -1, which is no part of any time, for anything else. */
  private static int number(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      number = number * 10 + (c - '0');
    }
    return number;
  }
}
