package dev.gatehouse.conformance.cli;

import dev.gatehouse.conformance.Check;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Picks checks by patterns over their ids. */
final class Selection {
  private Selection() {}

  /**
   * The checks that match any of the patterns, all of them without a pattern.
   *
   * @param patterns with {@code *} for any characters and {@code ?} for one
   * @throws IllegalArgumentException if a pattern matches none; the message names it
   */
  static List<Check> of(List<Check> checks, List<String> patterns) {
    for (String pattern : patterns) {
      if (checks.stream().noneMatch(check -> matches(pattern).test(check.id()))) {
        throw new IllegalArgumentException(
            "No check matches '"
                + pattern
                + "'. 'list' shows the ids; * stands for any characters: basic.* or *.redirect*.");
      }
    }
    return checks.stream()
        .filter(
            check ->
                patterns.isEmpty()
                    || patterns.stream().anyMatch(pattern -> matches(pattern).test(check.id())))
        .toList();
  }

  private static Predicate<String> matches(String pattern) {
    String regex =
        pattern
            .codePoints()
            .mapToObj(
                c ->
                    switch (c) {
                      case '*' -> ".*";
                      case '?' -> ".";
                      default -> Pattern.quote(Character.toString(c));
                    })
            .collect(Collectors.joining());
    return Pattern.compile(regex).asMatchPredicate();
  }
}
