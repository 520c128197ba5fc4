package dev.gatehouse.mock.oauth2.internal.device;

import java.security.SecureRandom;
import java.util.Locale;

/**
 * A code that people read from a device and type: 8 letters without vowels, so that it is no word
 * and no letter looks like a digit; 34 bits (RFC 8628, section 6.1).
 */
final class UserCode {
  private static final String LETTERS = "BCDFGHJKLMNPQRSTVWXZ";
  private static final int HALF = 4;
  private static final SecureRandom RANDOM = new SecureRandom();

  private UserCode() {}

  /** A new one, as {@code WDJB-MJHT}. */
  static String random() {
    StringBuilder code = new StringBuilder();
    for (int i = 0; i < 2 * HALF; i++) {
      code.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
    }
    return withDash(code.toString());
  }

  /** As it was meant, whatever was typed between its letters, and in whichever case. */
  static String normal(String typed) {
    return withDash(typed.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", ""));
  }

  private static String withDash(String letters) {
    return letters.length() == 2 * HALF
        ? letters.substring(0, HALF) + "-" + letters.substring(HALF)
        : letters;
  }
}
