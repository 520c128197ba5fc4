package dev.gatehouse.mock.aws.policy;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Reads policies strictly: what AWS would not know is an error, not ignored. */
final class PolicyReader {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .build();

  private static final String WITH_VARIABLES = "2012-10-17";
  private static final String WITHOUT_VARIABLES = "2008-10-17";

  private final Kind kind;
  private final UnaryOperator<String> form;

  private PolicyReader(Kind kind, UnaryOperator<String> form) {
    this.kind = kind;
    this.form = form;
  }

  /** Whose policy it is. */
  enum Kind {
    TRUST,
    IDENTITY;

    private Set<String> elements() {
      return this == TRUST
          ? Set.of("Sid", "Effect", "Principal", "Action", "NotAction", "Condition")
          : Set.of("Sid", "Effect", "Action", "NotAction", "Resource", "NotResource", "Condition");
    }
  }

  static Policy read(String json, Kind kind) {
    JsonNode root = parse(json);
    PolicyElements.requireObject("", root, Set.of("Version", "Id", "Statement"));
    PolicyElements.text("", root, "Id");
    String version = PolicyElements.text("", root, "Version").orElse(WITHOUT_VARIABLES);
    if (!Set.of(WITH_VARIABLES, WITHOUT_VARIABLES).contains(version)) {
      throw new MalformedPolicyException("Version", "is 2012-10-17 or 2008-10-17");
    }
    UnaryOperator<String> form =
        version.equals(WITH_VARIABLES) ? UnaryOperator.identity() : PolicyVariables::without;
    return new PolicyReader(kind, form).policy(root);
  }

  private static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new MalformedPolicyException("", "is no JSON: " + e.getOriginalMessage());
    }
  }

  private Policy policy(JsonNode root) {
    JsonNode statement = root.get("Statement");
    if (statement == null || (statement.isArray() && statement.isEmpty())) {
      throw new MalformedPolicyException("Statement", "is missing");
    }
    List<Statement> statements = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < (statement.isArray() ? statement.size() : 1); i++) {
      String place = "Statement[" + i + "]";
      JsonNode one = statement.isArray() ? statement.get(i) : statement;
      PolicyElements.requireObject(place, one, kind.elements());
      Optional<String> id = PolicyElements.text(place, one, "Sid");
      if (id.isPresent() && (!id.get().matches("[A-Za-z0-9]*") || !ids.add(id.get()))) {
        throw new MalformedPolicyException(
            place + ".Sid", "is of letters and digits, and no other statement's");
      }
      statements.add(statement(place, one));
    }
    return new Policy(statements);
  }

  private Statement statement(String place, JsonNode node) {
    String effect = PolicyElements.text(place, node, "Effect").orElse("");
    if (!effect.equals("Allow") && !effect.equals("Deny")) {
      throw new MalformedPolicyException(place + ".Effect", "is Allow or Deny, in this case");
    }
    String action = PolicyElements.oneOf(place, node, "Action", "NotAction");
    List<String> actions = actions(place, node, action);
    List<Condition> conditions =
        new ConditionReader(form).read(place + ".Condition", node.get("Condition"));
    if (kind == Kind.TRUST) {
      return new Statement(
          effect.equals("Deny"),
          PrincipalReader.read(place + ".Principal", node.get("Principal")),
          new Patterns(actions, action.equals("NotAction")),
          Patterns.ALL,
          conditions);
    }
    String resource = PolicyElements.oneOf(place, node, "Resource", "NotResource");
    return new Statement(
        effect.equals("Deny"),
        null,
        new Patterns(actions, action.equals("NotAction")),
        new Patterns(resources(place, node, resource), resource.equals("NotResource")),
        conditions);
  }

  private List<String> actions(String place, JsonNode node, String name) {
    List<String> actions = PolicyElements.texts(place, node, name);
    for (String action : actions) {
      String at = place + "." + name;
      boolean everything = action.equals("*") && kind == Kind.IDENTITY;
      if (!everything && !action.matches("[A-Za-z0-9-]+:[A-Za-z0-9*?]+")) {
        throw new MalformedPolicyException(
            at, "'" + action + "' is no action such as sts:AssumeRole");
      }
      if (kind == Kind.TRUST && !action.regionMatches(true, 0, "sts:", 0, "sts:".length())) {
        throw new MalformedPolicyException(
            at, "'" + action + "': a trust policy may only specify STS AssumeRole actions");
      }
    }
    return actions;
  }

  private List<String> resources(String place, JsonNode node, String name) {
    List<String> resources = PolicyElements.texts(place, node, name).stream().map(form).toList();
    for (String resource : resources) {
      Optional<String> problem = PolicyVariables.problem(resource);
      boolean good = resource.equals("*") || resource.matches("arn:([^:]*:){4}.*");
      if (problem.isPresent() || !good) {
        throw new MalformedPolicyException(
            place + "." + name,
            problem.orElse("'" + resource + "' must be in ARN format or \"*\""));
      }
    }
    return resources;
  }
}
