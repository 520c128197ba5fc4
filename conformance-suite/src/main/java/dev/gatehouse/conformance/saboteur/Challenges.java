package dev.gatehouse.conformance.saboteur;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads WWW-Authenticate: one or several fields, each with one or several challenges (RFC 9110,
 * section 11.6.1).
 */
final class Challenges {
  private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
  private static final Pattern PARAMETER =
      Pattern.compile("(" + TOKEN + ")\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|(" + TOKEN + "))");
  private static final Pattern SCHEME =
      Pattern.compile("(" + TOKEN + ")(?:\\s+[A-Za-z0-9._~+/-]+=*(?=\\s*(?:,|$)))?");

  /** One challenge; names of parameters are in lower case. */
  record Challenge(String scheme, Map<String, String> parameters) {}

  private Challenges() {}

  /** Whether one of the challenges is Bearer with this error (RFC 6750, section 3.1). */
  static boolean bearerError(List<String> fields, String error, @Nullable Flaw flaw) {
    List<String> texts =
        flaw == Flaw.HTTP_CHALLENGE_LIST
            ? fields.stream().flatMap(field -> List.of(field.split(",")).stream()).toList()
            : fields;
    return texts.stream()
        .flatMap(text -> parse(text).stream())
        .filter(
            challenge ->
                flaw == Flaw.HTTP_SCHEME_CASE
                    ? challenge.scheme().equals("Bearer")
                    : challenge.scheme().equalsIgnoreCase("Bearer"))
        .anyMatch(challenge -> error.equals(challenge.parameters().get("error")));
  }

  static List<Challenge> parse(String field) {
    List<Challenge> challenges = new ArrayList<>();
    Matcher parameter = PARAMETER.matcher(field);
    Matcher scheme = SCHEME.matcher(field);
    int at = 0;
    while (at < field.length()) {
      if (field.charAt(at) == ',' || Character.isWhitespace(field.charAt(at))) {
        at++;
      } else if (parameter.region(at, field.length()).lookingAt() && !challenges.isEmpty()) {
        String value =
            parameter.group(2) == null
                ? parameter.group(3)
                : parameter.group(2).replaceAll("\\\\(.)", "$1");
        challenges
            .get(challenges.size() - 1)
            .parameters()
            .put(parameter.group(1).toLowerCase(Locale.ROOT), value);
        at = parameter.end();
      } else if (scheme.region(at, field.length()).lookingAt()) {
        challenges.add(new Challenge(scheme.group(1), new TreeMap<>()));
        at = scheme.end();
      } else {
        return challenges;
      }
    }
    return challenges;
  }
}
