package dev.gatehouse.conformance.saboteur;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * AWS's own way to percent-encode: all but letters, digits and {@code - . _ ~}, in upper case, and
 * a space is {@code %20} (AWS documentation: "Create a signed AWS API request", UriEncode).
 */
final class UriEncoding {
  private static final String UNRESERVED =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

  private UriEncoding() {}

  static String encode(byte[] octets) {
    StringBuilder encoded = new StringBuilder();
    for (byte octet : octets) {
      char c = (char) (octet & 0xff);
      encoded.append(UNRESERVED.indexOf(c) >= 0 ? c : String.format("%%%02X", (int) c));
    }
    return encoded.toString();
  }

  /** Encodes what may be encoded already just as if it were not. */
  static String encode(String text) {
    return encode(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Encodes what may be encoded already once and no more. */
  static String once(String raw) {
    byte[] octets = raw.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream decoded = new ByteArrayOutputStream();
    for (int i = 0; i < octets.length; i++) {
      boolean escape =
          octets[i] == '%'
              && i + 2 < octets.length
              && Character.digit(octets[i + 1], 16) >= 0
              && Character.digit(octets[i + 2], 16) >= 0;
      if (escape) {
        decoded.write(Character.digit(octets[i + 1], 16) * 16 + Character.digit(octets[i + 2], 16));
        i += 2;
      } else {
        decoded.write(octets[i]);
      }
    }
    return encode(decoded.toByteArray());
  }
}
