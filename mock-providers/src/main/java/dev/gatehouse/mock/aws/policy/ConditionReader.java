package dev.gatehouse.mock.aws.policy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.mock.aws.policy.Condition.Quantifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Reads the conditions of a statement.
 *
 * @param form of texts: with variables or, in a policy of 2008, without
 */
record ConditionReader(UnaryOperator<String> form) {
  List<Condition> read(String place, @Nullable JsonNode node) {
    List<Condition> conditions = new ArrayList<>();
    if (node != null) {
      PolicyElements.requireObject(place, node, null);
      for (Map.Entry<String, JsonNode> operator : node.properties()) {
        String at = PolicyElements.inside(place, operator.getKey());
        Kind kind = kind(at, operator.getKey());
        PolicyElements.requireObject(at, operator.getValue(), null);
        for (String key :
            operator.getValue().properties().stream().map(Map.Entry::getKey).toList()) {
          requireKey(at, kind, key);
          conditions.add(
              new Condition(
                  kind.operator(),
                  kind.quantifier(),
                  kind.ifExists(),
                  key,
                  values(at, kind.operator(), operator.getValue(), key)));
        }
      }
    }
    return conditions;
  }

  /** What the name of an operator says. */
  private record Kind(Operator operator, Quantifier quantifier, boolean ifExists) {}

  private static Kind kind(String place, String name) {
    Quantifier quantifier = Quantifier.SINGLE;
    String rest = name;
    for (Quantifier one : List.of(Quantifier.FOR_ANY_VALUE, Quantifier.FOR_ALL_VALUES)) {
      if (name.startsWith(one.prefix())) {
        quantifier = one;
        rest = name.substring(one.prefix().length());
      }
    }
    boolean ifExists = rest.endsWith("IfExists");
    String plain = ifExists ? rest.substring(0, rest.length() - "IfExists".length()) : rest;
    Operator operator =
        Operator.of(plain)
            .orElseThrow(
                () ->
                    new MalformedPolicyException(
                        place, "there is no condition operator '" + plain + "'"));
    if (operator == Operator.NULL && (ifExists || quantifier != Quantifier.SINGLE)) {
      throw new MalformedPolicyException(
          place,
          "Null asks whether a key is there; it stands without IfExists, ForAnyValue and all");
    }
    return new Kind(operator, quantifier, ifExists);
  }

  private static void requireKey(String place, Kind kind, String key) {
    if (!ConditionKeys.isKnown(key)) {
      throw new MalformedPolicyException(
          PolicyElements.inside(place, key), "there is no condition key '" + key + "'");
    }
    if (ConditionKeys.hasManyValues(key)
        && kind.quantifier() == Quantifier.SINGLE
        && kind.operator() != Operator.NULL) {
      throw new MalformedPolicyException(
          PolicyElements.inside(place, key),
          "the key may have several values; ForAnyValue: or ForAllValues: before the operator says"
              + " how they count");
    }
  }

  private List<String> values(String place, Operator operator, JsonNode keys, String key) {
    List<String> values = new ArrayList<>();
    for (String text : PolicyElements.texts(place, keys, key)) {
      String value = operator.takesVariables() ? form.apply(text) : text;
      Optional<String> problem =
          operator.takesVariables() ? PolicyVariables.problem(value) : Optional.empty();
      problem = problem.or(() -> operator.problem(value));
      if (problem.isPresent()) {
        throw new MalformedPolicyException(PolicyElements.inside(place, key), problem.get());
      }
      values.add(value);
    }
    return values;
  }
}
