package dev.gatehouse.connection;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Headers that log in: names are tokens, values fit on one line, and none frames the message. */
final class HeaderFields {
  /** RFC 9110, section 5.6.2: what a token may hold beside letters and digits. */
  private static final String TOKEN_SIGNS = "!#$%&'*+-.^_`|~";

  private static final Set<String> RESERVED =
      Set.of("host", "content-length", "transfer-encoding", "connection");

  private HeaderFields() {}

  static List<NamedSecret> check(String field, @Nullable List<NamedSecret> headers) {
    List<NamedSecret> copy = NamedSecrets.copy(field, headers);
    for (int i = 0; i < copy.size(); i++) {
      String at = field + "[" + i + "]";
      checkName(at + ".name", copy.get(i).name());
      checkValue(at + ".value", copy.get(i).value().reveal());
    }
    return copy;
  }

  private static void checkName(String field, String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean token =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || TOKEN_SIGNS.indexOf(c) >= 0;
      if (!token) {
        throw new InvalidConnectionException(
            field,
            "not a header name: character "
                + (i + 1)
                + " is not a letter, a digit or one of "
                + TOKEN_SIGNS
                + " (RFC 9110, section 5.6.2)",
            null);
      }
    }
    if (RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
      throw new InvalidConnectionException(
          field, "'" + name + "' is set by the client itself and cannot log anybody in", null);
    }
  }

  /**
   * "Field values containing CR, LF, or NUL characters are invalid and dangerous"; spaces around a
   * value are not part of it, so a credential with them could never arrive (RFC 9110, section 5.5).
   */
  private static void checkValue(String field, String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if ((c < ' ' && c != '\t') || c == 0x7f) {
        throw ControlCharacters.at(field, c, i);
      }
    }
    if (!value.equals(value.strip())) {
      throw new InvalidConnectionException(
          field, "starts or ends with a space, which no header can carry; remove it", null);
    }
  }
}
