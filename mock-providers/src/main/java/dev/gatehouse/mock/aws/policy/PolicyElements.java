package dev.gatehouse.mock.aws.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The JSON forms that the elements of policies take. */
final class PolicyElements {
  /** What AWS takes in a policy (IAM API reference, PolicyDocument). */
  private static final Pattern CHARACTERS =
      Pattern.compile("[\\u0009\\u000A\\u000D\\u0020-\\u00FF]*");

  private PolicyElements() {}

  /** An object with these members at most; any when null. */
  static void requireObject(String place, @Nullable JsonNode node, @Nullable Set<String> members) {
    if (node == null || !node.isObject()) {
      throw new MalformedPolicyException(place, "is not a JSON object");
    }
    if (members != null) {
      for (Map.Entry<String, JsonNode> member : node.properties()) {
        if (!members.contains(member.getKey())) {
          throw new MalformedPolicyException(
              inside(place, member.getKey()),
              "there is no such element here; there are: "
                  + String.join(", ", members.stream().sorted().toList()));
        }
      }
    }
  }

  /** Exactly one of two elements, and not empty: its name. */
  static String oneOf(String place, JsonNode node, String one, String other) {
    if (node.has(one) == node.has(other)) {
      throw new MalformedPolicyException(
          place, "has either " + one + " or " + other + ", and one of them");
    }
    return node.has(one) ? one : other;
  }

  /**
   * One text or a list of them, at least one; numbers and truth values count as texts, as AWS takes
   * them. Empty when there is no such element.
   */
  static List<String> texts(String place, JsonNode node, String name) {
    JsonNode value = node.get(name);
    if (value == null) {
      return List.of();
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode one : value.isArray() ? value : List.of(value)) {
      if (!one.isValueNode() || one.isNull()) {
        throw new MalformedPolicyException(inside(place, name), "is a text or a list of texts");
      }
      if (!CHARACTERS.matcher(one.asText()).matches()) {
        throw new MalformedPolicyException(
            inside(place, name), "has a character outside of U+0020 to U+00FF");
      }
      texts.add(one.asText());
    }
    if (texts.isEmpty()) {
      throw new MalformedPolicyException(inside(place, name), "is empty");
    }
    return texts;
  }

  /** A text, when the element is there. */
  static Optional<String> text(String place, JsonNode node, String name) {
    JsonNode value = node.get(name);
    if (value != null && !value.isTextual()) {
      throw new MalformedPolicyException(inside(place, name), "is a text");
    }
    return Optional.ofNullable(value).map(JsonNode::textValue);
  }

  static String inside(String place, String name) {
    return place.isEmpty() ? name : place + "." + name;
  }
}
