package dev.gatehouse.mock.aws.sts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Collects what is wrong with the parameters of a request, as STS reports all of it at once (AWS
 * documentation: the constraints of each parameter in the API reference).
 */
final class Constraints {
  /** Of sessions, federated users and source identities. */
  static final String NAME = "[\\w+=,.@-]*";

  static final String ARN =
      "[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u0085\\u00A0-\\uD7FF\\uE000-\\uFFFD]+";

  private final StsParameters parameters;
  private final List<String> violations = new ArrayList<>();

  Constraints(StsParameters parameters) {
    this.parameters = parameters;
  }

  Constraints required(String name) {
    return required(member(name), parameters.get(name));
  }

  /** The same for what is not a parameter itself, such as a member of a list. */
  Constraints required(String member, Optional<String> value) {
    if (value.isEmpty()) {
      violations.add(
          "Value null at '" + member + "' failed to satisfy constraint: Member must not be null");
    }
    return this;
  }

  /** A text of so many characters, all in a pattern. */
  Constraints text(String name, int least, int most, String pattern) {
    parameters.get(name).ifPresent(value -> check(member(name), value, least, most, pattern));
    return this;
  }

  /** The same for a text that is not a parameter itself, such as a member of a list. */
  Constraints check(String member, String value, int least, int most, String pattern) {
    if (value.length() < least) {
      add(value, member, "Member must have length greater than or equal to " + least);
    }
    if (value.length() > most) {
      add(value, member, "Member must have length less than or equal to " + most);
    }
    if (!Pattern.matches(pattern, value)) {
      add(value, member, "Member must satisfy regular expression pattern: " + pattern);
    }
    return this;
  }

  /** A text of so many characters that nobody may read. */
  Constraints secret(String name, int least, int most) {
    int length = parameters.get(name).map(String::length).orElse(least);
    if (length < least) {
      add("***", member(name), "Member must have length greater than or equal to " + least);
    }
    if (length > most) {
      add("***", member(name), "Member must have length less than or equal to " + most);
    }
    return this;
  }

  Constraints number(String name, int least, int most) {
    Optional<String> value = parameters.get(name);
    if (value.isPresent()) {
      if (!value.get().matches("-?[0-9]{1,9}")) {
        add(value.get(), member(name), "Member must be a number");
      } else {
        int number = Integer.parseInt(value.get());
        if (number < least) {
          add(
              value.get(),
              member(name),
              "Member must have value greater than or equal to " + least);
        }
        if (number > most) {
          add(value.get(), member(name), "Member must have value less than or equal to " + most);
        }
      }
    }
    return this;
  }

  Constraints atMost(String name, int size, int most) {
    if (size > most) {
      violations.add(
          "Value at '"
              + member(name)
              + "' failed to satisfy constraint: Member must have length less than or equal to "
              + most);
    }
    return this;
  }

  void hold() throws StsRefusal {
    if (!violations.isEmpty()) {
      String count =
          violations.size() == 1 ? "1 validation error" : violations.size() + " validation errors";
      String message = count + " detected: " + String.join("; ", violations);
      throw StsRefusal.validation(message, message);
    }
  }

  private void add(String value, String member, String rule) {
    String shown = value.length() > 200 ? value.substring(0, 200) + "..." : value;
    violations.add(
        "Value '" + shown + "' at '" + member + "' failed to satisfy constraint: " + rule);
  }

  /** STS names members with a small letter at the start. */
  private static String member(String name) {
    return Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }
}
