package dev.gatehouse.mock.aws.sigv4;

import dev.gatehouse.mock.exchange.RequestBody;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The hash and the MAC of Signature Version 4. */
final class Sha256 {
  /** The hash of nothing, as in every request without a body. */
  static final String EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

  private static final HexFormat HEX = HexFormat.of();

  private Sha256() {}

  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** In lower-case hex. */
  static String hex(byte[] bytes) {
    return bytes.length == 0 ? EMPTY : HEX.formatHex(digest().digest(bytes));
  }

  /** In lower-case hex. */
  static String hex(RequestBody body) {
    if (body.length() == 0) {
      return EMPTY;
    }
    MessageDigest digest = digest();
    body.digestInto(digest);
    return HEX.formatHex(digest.digest());
  }

  /** In lower-case hex. */
  static String hex(String text) {
    return hex(text.getBytes(StandardCharsets.UTF_8));
  }

  static byte[] hmac(byte[] key, String text) {
    return hmac(key, text.getBytes(StandardCharsets.UTF_8));
  }

  static byte[] hmac(byte[] key, byte[] bytes) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
    }
  }
}
