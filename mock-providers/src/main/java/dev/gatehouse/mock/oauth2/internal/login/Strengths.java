package dev.gatehouse.mock.oauth2.internal.login;

import dev.gatehouse.mock.oauth2.OAuth2Refusal;
import java.util.List;

/**
 * How strong a log-in can be, as {@code acr} says it (OpenID Connect Core, section 2).
 *
 * @param supported at least one; the first is that of a log-in of which nothing is asked
 */
public record Strengths(List<String> supported) {
  public Strengths {
    supported = List.copyOf(supported);
  }

  /** The strength of a new log-in: the first of those asked for that there is. */
  String of(Expected expected) {
    return expected.acr().stream().filter(supported::contains).findFirst().orElse(supported.get(0));
  }

  /**
   * What is asked for in passing may be ignored; what is essential fails (OpenID Connect Core,
   * section 5.5.1.1; OpenID Connect Core Error Code unmet_authentication_requirements 1.0).
   */
  void requireEssential(Expected expected) throws OAuth2Refusal {
    if (expected.acrEssential()
        && !expected.acr().isEmpty()
        && expected.acr().stream().noneMatch(supported::contains)) {
      throw new OAuth2Refusal(
          400,
          "unmet_authentication_requirements",
          "The user cannot log in as strongly as the claim acr has to be.",
          "login",
          "the parameter claims has acr as essential, with values the server cannot give; it can: "
              + String.join(" ", supported));
    }
  }
}
