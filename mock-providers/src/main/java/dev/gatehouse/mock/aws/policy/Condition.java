package dev.gatehouse.mock.aws.policy;

import java.util.List;
import java.util.Optional;

/**
 * One condition on one key.
 *
 * @param operator how values compare
 * @param quantifier how several values of the request count
 * @param ifExists whether it holds for requests without the key
 * @param key names compare without case
 * @param values any of which will do
 */
record Condition(
    Operator operator, Quantifier quantifier, boolean ifExists, String key, List<String> values) {
  Condition {
    values = List.copyOf(values);
  }

  /** How several values of a request count. */
  enum Quantifier {
    /** There is one value only. */
    SINGLE(""),
    /** One that fits is enough; without any, it does not hold. */
    FOR_ANY_VALUE("ForAnyValue:"),
    /** All have to fit; without any, it holds. */
    FOR_ALL_VALUES("ForAllValues:");

    private final String prefix;

    Quantifier(String prefix) {
      this.prefix = prefix;
    }

    /** Stands before the operator in a policy. */
    String prefix() {
      return prefix;
    }
  }

  boolean holds(RequestContext request) {
    Optional<List<String>> came = request.values(key);
    if (operator == Operator.NULL) {
      return values.stream().anyMatch(value -> Boolean.parseBoolean(value) == came.isEmpty());
    }
    if (came.isEmpty() || came.get().isEmpty()) {
      return missing();
    }
    return switch (quantifier) {
      case SINGLE -> fits(came.get().get(0), request);
      case FOR_ANY_VALUE -> came.get().stream().anyMatch(value -> fits(value, request));
      case FOR_ALL_VALUES -> came.get().stream().allMatch(value -> fits(value, request));
    };
  }

  /** A key that is not there equals nothing, so only the operators that negate hold. */
  private boolean missing() {
    return ifExists
        || quantifier == Quantifier.FOR_ALL_VALUES
        || (quantifier == Quantifier.SINGLE && operator.negated());
  }

  private boolean fits(String came, RequestContext request) {
    boolean any =
        values.stream()
            .map(value -> PolicyVariables.replace(value, request))
            .flatMap(Optional::stream)
            .anyMatch(right -> operator.test(right, came));
    return operator.negated() != any;
  }
}
