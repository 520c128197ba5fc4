package dev.gatehouse.mock.aws.iam;

import dev.gatehouse.connection.Secret;
import java.security.SecureRandom;
import java.util.Base64;

/** Ids and secrets in the forms AWS gives them (AWS documentation: "IAM identifiers"). */
final class UniqueIds {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  private UniqueIds() {}

  /** An access key's, of twenty characters. The prefix says which kind: AKIA, ASIA. */
  static String accessKey(String prefix) {
    return random(prefix, 20);
  }

  /** A user's or role's, of twenty-one characters. The prefix says which: AIDA, AROA. */
  static String principal(String prefix) {
    return random(prefix, 21);
  }

  private static String random(String prefix, int length) {
    StringBuilder id = new StringBuilder(prefix);
    while (id.length() < length) {
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
