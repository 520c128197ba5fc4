package dev.gatehouse.mock.fault;

import dev.gatehouse.mock.exchange.Field;
import java.time.Duration;
import java.util.regex.Pattern;

/** What a fault may be made of; each method throws an IllegalArgumentException naming the part. */
final class Allowed {
  /** RFC 9110, section 5.6.2. */
  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

  /** RFC 9110, section 5.5: visible characters, spaces and tabs, none of them at the ends. */
  private static final Pattern VALUE =
      Pattern.compile(
          "([\\x21-\\x7E\\x80-\\xFF]([\\x20-\\x7E\\x80-\\xFF\\t]*[\\x21-\\x7E\\x80-\\xFF])?)?");

  /** RFC 6749, section 5.2: printable US-ASCII without quotation mark and backslash. */
  private static final Pattern OAUTH_TEXT = Pattern.compile("[\\x20\\x21\\x23-\\x5B\\x5D-\\x7E]+");

  private Allowed() {}

  static void between(String what, long number, long least, long most) {
    if (number < least || number > most) {
      throw new IllegalArgumentException(
          what + " has to be " + least + " to " + most + ", not " + number);
    }
  }

  static void positive(String what, Duration duration) {
    if (duration.isZero() || duration.isNegative()) {
      throw new IllegalArgumentException(what + " has to be longer than nothing, not " + duration);
    }
  }

  static void oauthText(String what, String text) {
    if (!OAUTH_TEXT.matcher(text).matches()) {
      throw new IllegalArgumentException(
          what
              + " has to be printable US-ASCII without quotation mark and backslash (RFC 6749,"
              + " section 5.2)");
    }
  }

  static void header(Field field) {
    headerName(field.name());
    if (!VALUE.matcher(field.value()).matches()) {
      throw new IllegalArgumentException(
          "the value of the header "
              + field.name()
              + " holds a character that no header can, or a space at one of its ends");
    }
    if (field.name().equalsIgnoreCase("Content-Length")
        || field.name().equalsIgnoreCase("Transfer-Encoding")) {
      throw new IllegalArgumentException(
          field.name() + " is the server's to say; for a wrong length there is truncated-body");
    }
  }

  static void headerName(String name) {
    if (!TOKEN.matcher(name).matches()) {
      throw new IllegalArgumentException("'" + name + "' cannot be the name of a header");
    }
  }
}
