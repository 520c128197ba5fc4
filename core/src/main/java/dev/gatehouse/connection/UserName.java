package dev.gatehouse.connection;

import org.jspecify.annotations.Nullable;

/**
 * A user name for HTTP Basic: "a user-id containing a colon character is invalid", because the
 * first colon ends it, and control characters are not allowed (RFC 7617, section 2). It may be
 * empty.
 */
final class UserName {
  private UserName() {}

  static String check(String field, @Nullable String name) {
    if (Required.present(field, name).indexOf(':') >= 0) {
      throw new InvalidConnectionException(
          field, "holds a colon, which ends a user name in Basic (RFC 7617, section 2)", null);
    }
    return ControlCharacters.refuse(field, name);
  }
}
