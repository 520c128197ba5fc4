package dev.gatehouse.mock.oauth2.internal.login;

import dev.gatehouse.mock.oauth2.Login;
import dev.gatehouse.mock.oauth2.User;
import java.util.List;
import java.util.Optional;

/**
 * Which log-in a client will do with (OpenID Connect Core, sections 3.1.2.1, 3.1.2.2 and 5.5.1.1).
 *
 * @param subject of the one user it must be; empty for anybody
 * @param acr how strong it should be: one of these, the best first; empty for any
 * @param acrEssential whether any other strength is a failure
 */
public record Expected(Optional<String> subject, List<String> acr, boolean acrEssential) {
  /** Any log-in. */
  public static final Expected ANYTHING = new Expected(Optional.empty(), List.of(), false);

  public Expected {
    acr = List.copyOf(acr);
  }

  boolean isUser(User user) {
    return subject.isEmpty() || subject.get().equals(user.subject());
  }

  /** Whether a log-in is weaker than what is asked for, where the server could do better. */
  boolean isTooWeak(Login login, Strengths strengths) {
    return !acr.isEmpty()
        && !acr.contains(login.acr())
        && acr.stream().anyMatch(strengths.supported()::contains);
  }
}
