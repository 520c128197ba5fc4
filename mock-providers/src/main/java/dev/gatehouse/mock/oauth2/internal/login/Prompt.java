package dev.gatehouse.mock.oauth2.internal.login;

import dev.gatehouse.mock.oauth2.OAuth2Refusal;
import dev.gatehouse.mock.oauth2.Parameters;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How the user is to be bothered (OpenID Connect Core, section 3.1.2.1).
 *
 * @param none not at all
 * @param login by logging in, even if they are logged in
 * @param consent by consenting, even if they have consented
 * @param selectAccount by choosing an account
 * @param maxAge how long ago they may have logged in; empty for any time
 * @param loginHint whom to expect; empty for anybody
 */
public record Prompt(
    boolean none,
    boolean login,
    boolean consent,
    boolean selectAccount,
    Optional<Duration> maxAge,
    Optional<String> loginHint) {
  /** The values of the parameter {@code prompt}. */
  public static final List<String> VALUES = List.of("none", "login", "consent", "select_account");

  /** As the server sees fit. */
  public static final Prompt USUAL =
      new Prompt(false, false, false, false, Optional.empty(), Optional.empty());

  /** Reads what a request asks. */
  public static Prompt of(Parameters parameters) throws OAuth2Refusal {
    Set<String> asked =
        new LinkedHashSet<>(
            parameters.get("prompt").map(text -> Arrays.asList(text.split(" ", -1))).stream()
                .flatMap(List::stream)
                .toList());
    if (!VALUES.containsAll(asked)) {
      throw OAuth2Refusal.invalidRequest(
          "The parameter prompt is malformed.",
          "the parameter prompt has a value unknown here; there are: none, login, consent,"
              + " select_account, separated by one space each");
    }
    if (asked.contains("none") && asked.size() > 1) {
      throw OAuth2Refusal.invalidRequest(
          "The parameter prompt contradicts itself.",
          "the parameter prompt has none beside others (OpenID Connect Core, section 3.1.2.1)");
    }
    return new Prompt(
        asked.contains("none"),
        asked.contains("login"),
        asked.contains("consent"),
        asked.contains("select_account"),
        maxAge(parameters),
        parameters.get("login_hint"));
  }

  private static Optional<Duration> maxAge(Parameters parameters) throws OAuth2Refusal {
    Optional<String> text = parameters.get("max_age");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    if (!text.get().matches("[0-9]{1,9}")) {
      throw OAuth2Refusal.invalidRequest(
          "The parameter max_age is malformed.",
          "the parameter max_age is no whole number of seconds from 0");
    }
    return Optional.of(Duration.ofSeconds(Long.parseLong(text.get())));
  }
}
