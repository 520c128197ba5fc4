package dev.gatehouse.mock.oauth2.internal.login;

import dev.gatehouse.mock.oauth2.Login;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Finds the log-in that serves a request (OpenID Connect Core, sections 3.1.2.1 and 3.1.2.3).
 *
 * @param strengths those the server can give
 */
record SelectLogin(Strengths strengths) {

  /** Of those who are logged in, the latest first. */
  Selection among(List<Login> logins, Asked asked, Instant now) {
    Prompt prompt = asked.prompt();
    String hint = prompt.loginHint().orElse("");
    if (prompt.selectAccount() && !prompt.login() && !logins.isEmpty()) {
      return new Selection.Choose(logins);
    }
    if (prompt.login()) {
      return logIn(hint, "prompt=login asks for a new log-in");
    }
    List<Login> meant = logins.stream().filter(login -> isMeant(login, asked)).toList();
    if (meant.isEmpty()) {
      return logIn(
          hint,
          logins.isEmpty()
              ? "nobody is logged in in this browser"
              : "the user who is meant is not logged in in this browser");
    }
    return meant.size() > 1 ? new Selection.Choose(meant) : good(meant.get(0), asked, now);
  }

  /** Whether a log-in of the user who is meant is new and strong enough. */
  Selection good(Login login, Asked asked, Instant now) {
    String username = login.user().username();
    Optional<Duration> maxAge = asked.prompt().maxAge();
    if (maxAge.isPresent() && isTooOld(login, maxAge.get(), now)) {
      return logIn(
          username,
          "max_age is "
              + maxAge.get().toSeconds()
              + " seconds and "
              + username
              + " logged in at "
              + login.at());
    }
    if (asked.expected().isTooWeak(login, strengths)) {
      String why = username + " logged in with acr " + login.acr() + ", and another is asked for";
      return asked.expected().acrEssential()
          ? new Selection.LogIn(username, why, "interaction_required")
          : asked.prompt().none()
              ? new Selection.Ready(login) // voluntary, so not worth an error (section 5.5.1.1)
              : logIn(username, why);
    }
    return new Selection.Ready(login);
  }

  private static boolean isMeant(Login login, Asked asked) {
    return asked.expected().isUser(login.user())
        && (asked.expected().subject().isPresent()
            || asked
                .prompt()
                .loginHint()
                .filter(h -> !h.equals(login.user().username()))
                .isEmpty());
  }

  /**
   * In whole seconds, as {@code auth_time} tells them to the client. No time at all is the same as
   * prompt=login (OpenID Connect Core, section 3.1.2.1).
   */
  private static boolean isTooOld(Login login, Duration maxAge, Instant now) {
    return maxAge.isZero()
        || now.getEpochSecond() - login.at().getEpochSecond() > maxAge.toSeconds();
  }

  private static Selection logIn(String username, String why) {
    return new Selection.LogIn(username, why, "login_required");
  }
}
