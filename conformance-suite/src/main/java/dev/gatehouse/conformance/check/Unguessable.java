package dev.gatehouse.conformance.check;

import dev.gatehouse.conformance.Expect;
import java.util.HashSet;
import java.util.List;

/**
 * Whether values look random. Nobody can tell for sure, but a value that stays the same, counts up
 * or is short shows: in few places do several of them differ. RFC 6749, section 10.10 asks for 128
 * random bits, which have 22 characters in Base64 and more in any other text.
 */
final class Unguessable {
  /** A little fewer than 22: the last character may stand for two bits only, and be the same. */
  private static final int PLACES = 20;

  private Unguessable() {}

  /** Fails the check unless values that should be random may be. */
  static void judge(String what, List<String> values, String explanation) {
    int distinct = new HashSet<>(values).size();
    Expect.that(
        distinct == values.size(),
        what + " is another one for each of " + values.size() + " logins",
        distinct == 1 ? "it is always the same" : "there are only " + distinct,
        explanation);
    long places = places(values);
    Expect.that(
        places >= PLACES,
        what + " differs from login to login in " + PLACES + " places at least",
        "it differs in " + places + ", as a counter or a short number would",
        explanation);
  }

  private static long places(List<String> values) {
    int shortest = values.stream().mapToInt(String::length).min().orElse(0);
    long places = 0;
    for (int i = 0; i < shortest; i++) {
      int place = i;
      if (values.stream().map(value -> value.charAt(place)).distinct().count() > 1) {
        places++;
      }
    }
    return places;
  }
}
