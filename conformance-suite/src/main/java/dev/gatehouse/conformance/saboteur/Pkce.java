package dev.gatehouse.conformance.saboteur;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Proof of who asked for a code (RFC 7636).
 *
 * @param verifier for the token request
 * @param challenge for the authorization request
 * @param method how the challenge was made of the verifier
 */
record Pkce(String verifier, String challenge, String method) {
  private static final SecureRandom RANDOM = new SecureRandom();

  static Pkce create(@Nullable Flaw flaw) {
    String verifier =
        flaw == Flaw.CODE_PKCE_VERIFIER
            ? "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
            : unguessable();
    return flaw == Flaw.CODE_PKCE_S256
        ? new Pkce(verifier, verifier, "plain")
        : new Pkce(verifier, base64Url(sha256(verifier)), "S256");
  }

  /** 256 bits of randomness in 43 characters. */
  static String unguessable() {
    byte[] octets = new byte[32];
    RANDOM.nextBytes(octets);
    return base64Url(octets);
  }

  private static String base64Url(byte[] octets) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
