package dev.gatehouse.mock.credential.internal;

import java.util.Base64;
import java.util.Optional;

/**
 * Base64 with the URL-safe alphabet, without padding and with zero trailing bits (RFC 7515, section
 * 2), so that no two texts stand for the same bytes.
 */
public final class StrictBase64Url {
  private StrictBase64Url() {}

  /** The bytes, or empty when the text is not the one form there is for any. */
  public static Optional<byte[]> decode(String text) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(text);
      return encode(bytes).equals(text) ? Optional.of(bytes) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The one form there is for these bytes. */
  public static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
