package dev.gatehouse.mock.oauth2.internal.openid;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What each scope lets a client know of the user (OpenID Connect Core, section 5.4). */
final class ScopeClaims {
  private static final Map<String, List<String>> TABLE =
      Map.of(
          "profile",
          List.of(
              "name",
              "family_name",
              "given_name",
              "middle_name",
              "nickname",
              "preferred_username",
              "profile",
              "picture",
              "website",
              "gender",
              "birthdate",
              "zoneinfo",
              "locale",
              "updated_at"),
          "email",
          List.of("email", "email_verified"),
          "address",
          List.of("address"),
          "phone",
          List.of("phone_number", "phone_number_verified"));

  private ScopeClaims() {}

  /** The names of the claims that scopes ask for. */
  static Set<String> of(Set<String> scopes) {
    Set<String> names = new LinkedHashSet<>();
    scopes.forEach(scope -> names.addAll(TABLE.getOrDefault(scope, List.of())));
    return names;
  }
}
