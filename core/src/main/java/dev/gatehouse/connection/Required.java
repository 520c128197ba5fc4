package dev.gatehouse.connection;

import org.jspecify.annotations.Nullable;

/** What must be there, and may not be blank. */
final class Required {
  private Required() {}

  static <T> T present(String field, @Nullable T value) {
    if (value == null) {
      throw new InvalidConnectionException(field, "missing; it is required", null);
    }
    return value;
  }

  /** A text that is there, is not blank and moves no terminal. */
  static String text(String field, @Nullable String value) {
    if (present(field, value).isBlank()) {
      throw new InvalidConnectionException(field, "empty; it is required", null);
    }
    return ControlCharacters.refuse(field, value);
  }

  /** The same for a text that may be absent, but not blank. */
  static @Nullable String optionalText(String field, @Nullable String value) {
    return value == null ? null : text(field, value);
  }
}
