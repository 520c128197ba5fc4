package dev.gatehouse.mock.aws.iam;

import dev.gatehouse.connection.Secret;
import java.security.SecureRandom;
import java.util.Base64;

/** Ids and secrets in the forms AWS gives them (AWS documentation: "IAM identifiers"). */
final class UniqueIds {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  private UniqueIds() {}

  /** Sixteen letters and digits after a prefix that tells what it is: AKIA, ASIA, AIDA, AROA. */
  static String of(String prefix) {
    StringBuilder id = new StringBuilder(prefix);
    for (int i = 0; i < 16; i++) {
      id.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
    }
    return id.toString();
  }

  /** Forty characters, with the slash and the plus that clients encode wrongly. */
  static Secret secret() {
    return Secret.of(base64(28) + "/+");
  }

  static Secret sessionToken() {
    return Secret.of("IQoJb3JpZ2luX2VjE" + base64(192) + "==");
  }

  private static String base64(int bytes) {
    byte[] random = new byte[bytes];
    RANDOM.nextBytes(random);
    return Base64.getEncoder().withoutPadding().encodeToString(random);
  }
}
