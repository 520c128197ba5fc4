package dev.gatehouse.mock.oauth2.internal.login;

import java.util.Map;

/** Scopes in people's words (OpenID Connect Core, sections 5.4 and 11). */
final class ScopeText {
  private static final String OPENID = "openid";

  private static final Map<String, String> WORDS =
      Map.of(
          OPENID,
          "Know who you are",
          "profile",
          "See your name and profile",
          "email",
          "See your e-mail address",
          "address",
          "See your postal address",
          "phone",
          "See your phone number",
          "offline_access",
          "Stay connected while you are away");

  private ScopeText() {}

  /** A scope of the standard in words, any other as it is. */
  static String of(String scope) {
    return WORDS.getOrDefault(scope, scope);
  }

  /** Without openid there is no log-in to speak of, so it cannot be dropped. */
  static boolean isNeeded(String scope) {
    return scope.equals(OPENID);
  }
}
