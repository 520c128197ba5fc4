package dev.gatehouse.connection;

/**
 * Control characters never belong in a credential or a name: CR, LF and NUL can split a message.
 */
final class ControlCharacters {
  private ControlCharacters() {}

  static String refuse(String field, String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c < ' ' || c == 0x7f) {
        throw at(field, c, i);
      }
    }
    return value;
  }

  static Secret refuse(String field, Secret value) {
    refuse(field, value.reveal());
    return value;
  }

  /** Names the character and where it is, never the text around it. */
  static InvalidConnectionException at(String field, char c, int index) {
    String name =
        switch (c) {
          case '\r' -> "a carriage return";
          case '\n' -> "a line break";
          case '\t' -> "a tab";
          case 0 -> "NUL";
          default -> "the control character " + String.format("U+%04X", (int) c);
        };
    return new InvalidConnectionException(
        field, "holds " + name + " at character " + (index + 1) + "; remove it", null);
  }
}
