package dev.gatehouse.connection;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Scope tokens: printable ASCII without space, quote and backslash (RFC 6749, section 3.3). */
final class Scopes {
  private Scopes() {}

  static List<String> check(String field, @Nullable List<String> scopes) {
    List<String> copy = new ArrayList<>(Required.present(field, scopes));
    for (int i = 0; i < copy.size(); i++) {
      String at = field + "[" + i + "]";
      String scope = Required.present(at, copy.get(i));
      if (scope.contains(" ")) {
        throw new InvalidConnectionException(
            at, "holds a space; give each scope as an item of its own", null);
      }
      if (scope.isEmpty() || !scope.chars().allMatch(Scopes::mayBeInAScope)) {
        throw new InvalidConnectionException(
            at,
            "not a scope: printable ASCII without space, quote and backslash"
                + " (RFC 6749, section 3.3)",
            null);
      }
    }
    return List.copyOf(copy);
  }

  private static boolean mayBeInAScope(int c) {
    return c > ' ' && c < 0x7f && c != '"' && c != '\\';
  }
}
