package dev.gatehouse.mock.credential.internal;

import java.security.SecureRandom;
import java.util.Base64;

/** Texts nobody can guess, of letters, digits, hyphens and underscores. */
public final class Unguessable {
  private static final int BYTES = 32; // RFC 6749, section 10.10 asks for 128 bits at least
  private static final SecureRandom RANDOM = new SecureRandom();

  private Unguessable() {}

  /** A new one, of 43 characters. */
  public static String text() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
