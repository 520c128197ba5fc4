package dev.gatehouse.mock.cli;

import dev.gatehouse.connection.internal.Fields;
import dev.gatehouse.connection.internal.InvalidDocumentException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts what a type says of its settings at the place of the setting in the file. */
final class Refused {
  private static final Pattern SETTING =
      Pattern.compile("(?:client [^:]*: |dynamicRegistration: )?([A-Za-z.]+): (.*)");

  private Refused() {}

  /**
   * An error at a field.
   *
   * @param e whose message starts with the name of the setting and a colon, after the client if it
   *     is one
   */
  static InvalidDocumentException by(Fields fields, IllegalArgumentException e) {
    if (e instanceof InvalidDocumentException invalid) {
      return invalid;
    }
    Matcher matcher = SETTING.matcher(String.valueOf(e.getMessage()));
    return matcher.matches()
        ? fields.invalid(matcher.group(1), matcher.group(2))
        : fields.invalid("", String.valueOf(e.getMessage()));
  }

  /** The same where the file has another name for the setting. */
  static InvalidDocumentException by(Fields fields, String field, IllegalArgumentException e) {
    if (e instanceof InvalidDocumentException invalid) {
      return invalid;
    }
    Matcher matcher = SETTING.matcher(String.valueOf(e.getMessage()));
    return fields.invalid(field, matcher.matches() ? matcher.group(2) : "" + e.getMessage());
  }
}
