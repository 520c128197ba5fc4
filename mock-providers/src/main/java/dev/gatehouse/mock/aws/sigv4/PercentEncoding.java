package dev.gatehouse.mock.aws.sigv4;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * AWS's URI encoding: every byte but letters, digits and {@code - . _ ~} as {@code %XY} in upper
 * case (AWS documentation: "Create a canonical request", UriEncode).
 */
final class PercentEncoding {
  private static final char[] HEX = "0123456789ABCDEF".toCharArray();

  private PercentEncoding() {}

  /** Encodes a text; what looks like an escape in it is encoded too. */
  static String encode(String text) {
    return encode(text, false);
  }

  /**
   * Encodes what stands in a URI: an escape stays one for the same byte, whatever that byte is, so
   * that no two different texts look alike. A percent sign that starts no escape is encoded.
   */
  static String canonical(String raw) {
    return encode(raw, true);
  }

  private static String encode(String text, boolean escapesStay) {
    int plain = 0;
    while (plain < text.length() && isUnreserved(text.charAt(plain))) {
      plain++;
    }
    if (plain == text.length()) {
      return text;
    }
    byte[] octets = text.getBytes(StandardCharsets.UTF_8);
    StringBuilder encoded = new StringBuilder(octets.length + 32);
    for (int i = 0; i < octets.length; i++) {
      int octet = escapesStay ? escaped(octets, i) : -1;
      if (octet < 0) {
        octet = octets[i] & 0xFF;
      } else {
        i += 2;
      }
      if (isUnreserved((char) octet)) {
        encoded.append((char) octet);
      } else {
        encoded.append('%').append(HEX[octet >> 4]).append(HEX[octet & 15]);
      }
    }
    return encoded.toString();
  }

  /** Decodes once; a percent sign that starts no escape stays, and so does a plus. */
  static String decode(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    byte[] raw = text.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream decoded = new ByteArrayOutputStream(raw.length);
    for (int i = 0; i < raw.length; i++) {
      int octet = escaped(raw, i);
      if (octet < 0) {
        decoded.write(raw[i]);
      } else {
        decoded.write(octet);
        i += 2;
      }
    }
    return decoded.toString(StandardCharsets.UTF_8);
  }

  /** The byte an escape stands for; -1 when none starts here. */
  private static int escaped(byte[] raw, int at) {
    if (raw[at] != '%' || at + 2 >= raw.length) {
      return -1;
    }
    int high = Character.digit(raw[at + 1], 16);
    int low = Character.digit(raw[at + 2], 16);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
  }

  private static boolean isUnreserved(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '.'
        || c == '_'
        || c == '~';
  }
}
