package dev.gatehouse.mock.aws.policy;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Variables in policies, as {@code ${aws:username}} or with a default as {@code ${aws:username,
 * 'nobody'}}, and {@code ${*}}, {@code ${?}}, {@code ${$}} for the characters themselves (AWS
 * documentation: "IAM policy elements: Variables and tags").
 */
final class PolicyVariables {
  private static final Pattern VARIABLE =
      Pattern.compile("\\$\\{(?:([*?$])|([^},]+?)(?:,\\s*'([^']*)')?)}");

  private PolicyVariables() {}

  /** A text of a policy of 2008, in which there were no variables yet. */
  static String without(String text) {
    return text.replace("${", "${$}{");
  }

  /**
   * The text with its variables replaced, as a pattern for {@link Wildcard}; empty when the request
   * does not have one, as then nothing fits.
   */
  static Optional<String> replace(String text, RequestContext request) {
    if (text.indexOf("${") < 0) {
      return Optional.of(text);
    }
    Matcher matcher = VARIABLE.matcher(text);
    StringBuilder replaced = new StringBuilder();
    while (matcher.find()) {
      Optional<String> value =
          Optional.ofNullable(matcher.group(1))
              .or(() -> single(request, matcher.group(2).strip()))
              .or(() -> Optional.ofNullable(matcher.group(3)));
      if (value.isEmpty()) {
        return Optional.empty();
      }
      matcher.appendReplacement(replaced, Matcher.quoteReplacement(Wildcard.literal(value.get())));
    }
    matcher.appendTail(replaced);
    return Optional.of(replaced.toString());
  }

  private static Optional<String> single(RequestContext request, String key) {
    return request.values(key).filter(values -> values.size() == 1).map(values -> values.get(0));
  }

  /** What is wrong with the variables of a text. */
  static Optional<String> problem(String text) {
    Matcher matcher = VARIABLE.matcher(text);
    List<String> keys =
        matcher.results().map(found -> found.group(2)).filter(key -> key != null).toList();
    if (matcher.replaceAll("").contains("${")) {
      return Optional.of("'" + text + "' has a malformed variable; ${KEY} is right");
    }
    return keys.stream()
        .map(String::strip)
        .filter(key -> !ConditionKeys.isKnown(key) || ConditionKeys.hasManyValues(key))
        .findFirst()
        .map(key -> "there is no variable ${" + key + "}");
  }
}
