package dev.gatehouse.client;

import java.nio.charset.StandardCharsets;

/** A credential that UTF-8 can carry. */
final class UnicodeText {
  private UnicodeText() {}

  /**
   * The text, when it is one; Java would write a question mark for half a surrogate pair.
   *
   * @param field the setting it comes from, for the message
   * @throws InvalidSettingException if it holds half a surrogate pair
   */
  static String require(String field, String text) {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw new InvalidSettingException(
          field, "it is not Unicode text; it holds half of a surrogate pair");
    }
    return text;
  }
}
