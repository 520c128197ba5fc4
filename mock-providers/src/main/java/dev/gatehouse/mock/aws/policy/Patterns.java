package dev.gatehouse.mock.aws.policy;

import java.util.List;
import java.util.function.Predicate;

/**
 * Actions or resources a statement is about.
 *
 * @param texts with wildcards
 * @param negated whether it is about all but these
 */
record Patterns(List<String> texts, boolean negated) {
  /** Whatever there is. */
  static final Patterns ALL = new Patterns(List.of(), true);

  Patterns {
    texts = List.copyOf(texts);
  }

  boolean cover(Predicate<String> fits) {
    return texts.stream().anyMatch(fits) != negated;
  }
}
