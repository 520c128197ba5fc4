package dev.gatehouse.mock.oauth2.internal.assertion;

import dev.gatehouse.mock.jose.internal.jws.CompactJws;
import dev.gatehouse.mock.jose.internal.jws.NumericDate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When an assertion is good (RFC 7523, section 3). What is said about one that is not follows its
 * name in a sentence.
 */
public final class AssertionTimes {
  /** As Google, Okta and others have it; RFC 7523, section 3, leaves the limit to the server. */
  private static final Duration LONGEST = Duration.ofHours(1);

  /** FAPI 2.0 Security Profile, section 5.3.2.1: clocks that are ahead by so much must pass. */
  private static final Duration AHEAD = Duration.ofSeconds(10);

  private AssertionTimes() {}

  /** The first rule broken. */
  public static Optional<String> violation(CompactJws jws, Instant now) {
    Optional<String> expiry = expiry(jws, now);
    return expiry.isPresent()
        ? expiry
        : Stream.of(start(jws, now), lifetime(jws)).flatMap(Optional::stream).findFirst();
  }

  private static Optional<String> expiry(CompactJws jws, Instant now) {
    Optional<Instant> expiry = time(jws, "exp");
    if (expiry.isEmpty()) {
      return Optional.of("has no exp that is a number of seconds (RFC 7523, section 3)");
    }
    Duration over = Duration.between(expiry.get(), now);
    if (!over.isNegative()) {
      return Optional.of(
          "expired "
              + over.toSeconds()
              + " seconds ago, at "
              + expiry.get()
              + "; the server's clock says "
              + now);
    }
    return over.negated().compareTo(LONGEST) <= 0
        ? Optional.empty()
        : Optional.of(
            "expires at "
                + expiry.get()
                + ", which is more than an hour ahead of the server's clock, "
                + now
                + "; a few minutes are right");
  }

  private static Optional<String> start(CompactJws jws, Instant now) {
    for (String name : List.of("nbf", "iat")) {
      if (jws.claims().containsKey(name)) {
        Optional<Instant> start = time(jws, name);
        if (start.isEmpty()) {
          return Optional.of("has an " + name + " that is no number of seconds");
        }
        if (start.get().isAfter(now.plus(AHEAD))) {
          return Optional.of(
              "is not good yet: its "
                  + name
                  + " is "
                  + start.get()
                  + "; the server's clock says "
                  + now);
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<String> lifetime(CompactJws jws) {
    Optional<Instant> issued = time(jws, "iat");
    return issued.isPresent() && issued.get().plus(LONGEST).isBefore(time(jws, "exp").orElseThrow())
        ? Optional.of("was made for more than an hour, by its iat and exp; a few minutes are right")
        : Optional.empty();
  }

  private static Optional<Instant> time(CompactJws jws, String name) {
    return NumericDate.of(jws.claims().get(name));
  }
}
