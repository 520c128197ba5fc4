package dev.gatehouse.mock.credential.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** Compares secrets in a time that does not depend on where they differ. */
public final class ConstantTime {
  private ConstantTime() {}

  /** Whether two texts are the same, character by character. */
  public static boolean equal(String expected, String received) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8), received.getBytes(StandardCharsets.UTF_8));
  }
}
