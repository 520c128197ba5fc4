package dev.gatehouse.mock.oauth2.internal.login;

import dev.gatehouse.mock.oauth2.OAuth2Refusal;
import dev.gatehouse.mock.oauth2.User;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Log-ins without a page.
 *
 * @param users all there are
 * @param username who logs in unless the request names somebody else; null for pages always
 */
record Automatic(Users users, @Nullable String username) {
  /** Whether there are log-ins without a page. */
  boolean isOn() {
    return username != null;
  }

  /** Who logs in where a request names nobody. */
  Optional<User> usual() {
    return Optional.ofNullable(username).flatMap(users::find);
  }

  /** Whether a request needs no page for the log-in. */
  boolean serves(Asked asked) {
    return isOn() && !asked.prompt().login() && !asked.prompt().selectAccount();
  }

  /** Who logs in: the user the request expects, or hints at, or the usual one. */
  User user(Asked asked) throws OAuth2Refusal {
    Optional<String> subject = asked.expected().subject();
    if (subject.isPresent()) {
      return users
          .bySubject(subject.get())
          .orElseThrow(
              () -> refusal("the id_token_hint or the claim sub names a user there is not (now)"));
    }
    String name = asked.prompt().loginHint().orElse(String.valueOf(username));
    return users
        .find(name)
        .orElseThrow(() -> refusal("the login_hint is wrong: " + users.explainUnknown(name)));
  }

  private static OAuth2Refusal refusal(String explanation) {
    return new OAuth2Refusal(
        400,
        "login_required",
        "There is no such user to log in without a page.",
        "login",
        explanation);
  }
}
