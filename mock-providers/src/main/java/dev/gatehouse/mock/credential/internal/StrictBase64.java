package dev.gatehouse.mock.credential.internal;

import java.util.Base64;

/**
 * Base64 with its standard alphabet, padding and zero trailing bits (RFC 4648, sections 3.2, 3.5
 * and 4). The JDK's decoder lets missing padding and stray bits pass, so that two texts could stand
 * for one credential.
 */
final class StrictBase64 {
  private StrictBase64() {}

  static byte[] decode(String text) throws MalformedCredentialException {
    if (text.indexOf('-') >= 0 || text.indexOf('_') >= 0) {
      throw new MalformedCredentialException(
          "base64-url-alphabet",
          "the credentials use the URL-safe Base64 alphabet ('-' and '_'); the standard alphabet"
              + " with '+' and '/' is right (RFC 4648, section 4)");
    }
    if (text.length() % 4 != 0) {
      throw new MalformedCredentialException(
          "base64-padding",
          "the credentials are not whole Base64: their length is no multiple of four, so padding"
              + " ('=') is missing or something was cut off (RFC 4648, section 3.2)");
    }
    byte[] bytes = decodeLoosely(text);
    if (!Base64.getEncoder().encodeToString(bytes).equals(text)) {
      throw notBase64();
    }
    return bytes;
  }

  private static byte[] decodeLoosely(String text) throws MalformedCredentialException {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw notBase64();
    }
  }

  private static MalformedCredentialException notBase64() {
    return new MalformedCredentialException(
        "bad-base64",
        "the credentials are not Base64: 'user:password' is to be encoded with the standard"
            + " alphabet (RFC 4648, section 4)");
  }
}
