package dev.gatehouse.mock.aws.policy;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Variables in policies, as {@code ${aws:username}} or with a default as {@code ${aws:username,
 * 'nobody'}} (AWS documentation: "IAM policy elements: Variables and tags").
 */
final class PolicyVariables {
  private static final Pattern VARIABLE =
      Pattern.compile("\\$\\{(?:([*?$])|([^},]+?)(?:,\\s*'([^']*)')?)}");

  private PolicyVariables() {}

  /** The text with its variables replaced; empty when one is unknown, as then nothing fits. */
  static Optional<String> replace(String text, RequestContext request) {
    if (text.indexOf("${") < 0) {
      return Optional.of(text);
    }
    Matcher matcher = VARIABLE.matcher(text);
    StringBuilder replaced = new StringBuilder();
    while (matcher.find()) {
      String value = matcher.group(1);
      if (value == null) {
        Optional<List<String>> known = request.values(matcher.group(2).strip());
        value =
            known.filter(values -> values.size() == 1).map(values -> values.get(0)).orElse(null);
        value = value == null ? matcher.group(3) : value;
        if (value == null) {
          return Optional.empty();
        }
      }
      matcher.appendReplacement(replaced, Matcher.quoteReplacement(value));
    }
    matcher.appendTail(replaced);
    return Optional.of(replaced.toString());
  }

  /** Whether every dollar sign with a brace after it starts a variable. */
  static boolean areWellFormed(String text) {
    return !VARIABLE.matcher(text).replaceAll("").contains("${");
  }
}
