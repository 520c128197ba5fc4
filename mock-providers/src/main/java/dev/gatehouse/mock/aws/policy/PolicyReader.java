package dev.gatehouse.mock.aws.policy;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads policies strictly: what AWS would not know is an error, not ignored. */
final class PolicyReader {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .build();

  private final Kind kind;

  private PolicyReader(Kind kind) {
    this.kind = kind;
  }

  /** Whose policy it is. */
  enum Kind {
    TRUST,
    IDENTITY;

    private Set<String> elements() {
      return this == TRUST
          ? Set.of("Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Condition")
          : Set.of("Sid", "Effect", "Action", "NotAction", "Resource", "NotResource", "Condition");
    }
  }

  static Policy read(String json, Kind kind) {
    return new PolicyReader(kind).policy(json);
  }

  private Policy policy(String json) {
    JsonNode root = parse(json);
    requireObject("", root, Set.of("Version", "Id", "Statement"));
    String version = root.path("Version").asText("2008-10-17");
    if (!Set.of("2012-10-17", "2008-10-17").contains(version)) {
      throw new MalformedPolicyException("Version", "is 2012-10-17 or 2008-10-17");
    }
    JsonNode statement = root.get("Statement");
    if (statement == null) {
      throw new MalformedPolicyException("Statement", "is missing");
    }
    List<Statement> statements = new ArrayList<>();
    for (int i = 0; i < (statement.isArray() ? statement.size() : 1); i++) {
      String place = "Statement[" + i + "]";
      statements.add(statement(place, statement.isArray() ? statement.get(i) : statement));
    }
    if (statements.isEmpty()) {
      throw new MalformedPolicyException("Statement", "is empty");
    }
    return new Policy(statements);
  }

  private static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new MalformedPolicyException("", "is no JSON: " + e.getOriginalMessage());
    }
  }

  private Statement statement(String place, JsonNode node) {
    requireObject(place, node, kind.elements());
    String effect = node.path("Effect").asText("");
    if (!effect.equals("Allow") && !effect.equals("Deny")) {
      throw new MalformedPolicyException(place + ".Effect", "is Allow or Deny, in this case");
    }
    oneOf(place, node, "Action", "NotAction");
    if (kind == Kind.IDENTITY) {
      oneOf(place, node, "Resource", "NotResource");
    }
    return new Statement(
        effect.equals("Deny"),
        kind == Kind.TRUST ? principals(place, node) : null,
        actions(place, node, "Action"),
        actions(place, node, "NotAction"),
        texts(place, node, "Resource"),
        texts(place, node, "NotResource"),
        conditions(place + ".Condition", node.get("Condition")));
  }

  private static PrincipalMatch principals(String place, JsonNode node) {
    oneOf(place, node, "Principal", "NotPrincipal");
    boolean negated = node.has("NotPrincipal");
    String name = negated ? "NotPrincipal" : "Principal";
    JsonNode principal = node.get(name);
    if (principal.isTextual()) {
      if (!principal.textValue().equals("*")) {
        throw new MalformedPolicyException(
            place + "." + name, "is \"*\" or an object such as {\"AWS\": \"arn:...\"}");
      }
      return new PrincipalMatch(true, List.of(), List.of(), negated);
    }
    requireObject(place + "." + name, principal, Set.of("AWS", "Federated", "Service"));
    List<String> aws = texts(place + "." + name, principal, "AWS");
    for (String one : aws) {
      if (!one.equals("*") && !one.matches("[0-9]{12}") && !isPlainArn(one)) {
        throw new MalformedPolicyException(
            place + "." + name + ".AWS",
            "'" + one + "' is no account number and no ARN of a user, role or account");
      }
    }
    return new PrincipalMatch(
        aws.contains("*"), aws, texts(place + "." + name, principal, "Federated"), negated);
  }

  private static boolean isPlainArn(String text) {
    return text.matches("arn:aws:(iam|sts)::[0-9]{12}:(root|user/.+|role/.+|assumed-role/.+)")
        && text.indexOf('*') < 0;
  }

  private static List<String> actions(String place, JsonNode node, String name) {
    List<String> actions = texts(place, node, name);
    for (String action : actions) {
      if (!action.equals("*") && !action.matches("[A-Za-z0-9-]+:[A-Za-z0-9*?]+")) {
        throw new MalformedPolicyException(
            place + "." + name, "'" + action + "' is no action such as sts:AssumeRole");
      }
    }
    return actions;
  }

  private static List<Condition> conditions(String place, @Nullable JsonNode node) {
    List<Condition> conditions = new ArrayList<>();
    if (node != null) {
      requireObject(place, node, null);
      for (Map.Entry<String, JsonNode> operator : node.properties()) {
        String at = place + "." + operator.getKey();
        requireObject(at, operator.getValue(), null);
        for (Map.Entry<String, JsonNode> key : operator.getValue().properties()) {
          conditions.add(condition(at, operator.getKey(), key.getKey(), operator.getValue()));
        }
      }
    }
    return conditions;
  }

  private static Condition condition(String place, String operator, String key, JsonNode keys) {
    String name = operator;
    Condition.Quantifier quantifier = Condition.Quantifier.SINGLE;
    if (name.startsWith("ForAnyValue:")) {
      quantifier = Condition.Quantifier.FOR_ANY_VALUE;
      name = name.substring("ForAnyValue:".length());
    } else if (name.startsWith("ForAllValues:")) {
      quantifier = Condition.Quantifier.FOR_ALL_VALUES;
      name = name.substring("ForAllValues:".length());
    }
    boolean ifExists = name.endsWith("IfExists");
    String plain = ifExists ? name.substring(0, name.length() - "IfExists".length()) : name;
    Operator known =
        Operator.of(plain)
            .filter(found -> !(ifExists && found == Operator.NULL))
            .orElseThrow(
                () -> new MalformedPolicyException(place, "there is no such condition operator"));
    if (!ConditionKeys.isKnown(key)) {
      throw new MalformedPolicyException(place, "there is no condition key " + key);
    }
    List<String> values = texts(place, keys, key);
    if (values.isEmpty()) {
      throw new MalformedPolicyException(place + "." + key, "has no value");
    }
    for (String value : values) {
      Optional<String> problem = known.problem(value);
      if (problem.isPresent() || !PolicyVariables.areWellFormed(value)) {
        throw new MalformedPolicyException(
            place + "." + key, problem.orElse("'" + value + "' has a malformed variable"));
      }
    }
    return new Condition(known, quantifier, ifExists, key, values);
  }

  /** One text or a list of them; numbers and truth values count as texts, as AWS takes them. */
  private static List<String> texts(String place, JsonNode node, String name) {
    JsonNode value = node.get(name);
    if (value == null) {
      return List.of();
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode one : value.isArray() ? value : List.of(value)) {
      if (!one.isValueNode() || one.isNull()) {
        throw new MalformedPolicyException(place + "." + name, "is a text or a list of texts");
      }
      texts.add(one.asText());
    }
    return texts;
  }

  private static void oneOf(String place, JsonNode node, String one, String other) {
    if (node.has(one) == node.has(other)) {
      throw new MalformedPolicyException(
          place, "has either " + one + " or " + other + ", and one of them");
    }
  }

  private static void requireObject(String place, JsonNode node, @Nullable Set<String> members) {
    if (!node.isObject()) {
      throw new MalformedPolicyException(place, "is not a JSON object");
    }
    if (members != null) {
      for (Map.Entry<String, JsonNode> member : node.properties()) {
        if (!members.contains(member.getKey())) {
          throw new MalformedPolicyException(
              place.isEmpty() ? member.getKey() : place + "." + member.getKey(),
              "there is no such element here");
        }
      }
    }
  }
}
