package dev.gatehouse.client;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What may stand in a header field (RFC 9110, sections 5.1 and 5.5). Each rule answers the problem,
 * in words that never quote a value.
 */
final class FieldSyntax {
  /** Fields that frame or route the message: only the connection itself sets them. */
  private static final Set<String> RESERVED =
      Set.of(
          "host",
          "content-length",
          "transfer-encoding",
          "connection",
          "keep-alive",
          "proxy-connection",
          "te",
          "trailer",
          "upgrade",
          "expect");

  private FieldSyntax() {}

  /** What is wrong with a field name: it must be a token (RFC 9110, section 5.6.2). */
  static Optional<String> wrongName(String name) {
    if (name.isEmpty()) {
      return Optional.of("a header name is empty");
    }
    for (int i = 0; i < name.length(); i++) {
      if (!isTokenCharacter(name.charAt(i))) {
        return Optional.of(
            "a header name has "
                + describe(name.charAt(i))
                + " at position "
                + i
                + "; only letters, digits and !#$%&'*+-.^_`|~ may be there");
      }
    }
    if (RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
      return Optional.of("the header '" + name + "' is set by the connection itself");
    }
    return Optional.empty();
  }

  /** What is wrong with a field value: it must arrive exactly as it was given. */
  static Optional<String> wrongValue(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if ((c < ' ' && c != '\t') || c >= 0x7F) {
        return Optional.of(
            "a header value has "
                + describe(c)
                + " at position "
                + i
                + "; only printable ASCII, space and tab may be there");
      }
    }
    if (!value.equals(value.strip())) {
      return Optional.of(
          "a header value begins or ends with white space, which every server strips");
    }
    return Optional.empty();
  }

  private static boolean isTokenCharacter(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
  }

  /** A character in words: a wrong one must not reach a message as it is. */
  static String describe(char c) {
    return switch (c) {
      case '\r' -> "a carriage return";
      case '\n' -> "a line feed";
      case 0 -> "a NUL";
      case ' ' -> "a space";
      default -> c > ' ' && c < 0x7F ? "'" + c + "'" : "the character U+%04X".formatted((int) c);
    };
  }
}
