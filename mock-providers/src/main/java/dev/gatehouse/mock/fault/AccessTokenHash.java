package dev.gatehouse.mock.fault;

import dev.gatehouse.mock.exchange.TokenForge;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The {@code at_hash} of an ID token (OpenID Connect Core 1.0, section 3.1.3.6). */
final class AccessTokenHash {
  private static final List<String> DIGESTS = List.of("SHA-256", "SHA-384", "SHA-512");

  private AccessTokenHash() {}

  /**
   * The same ID token, vouching for another access token.
   *
   * @return empty when it vouches for none, or nobody can sign it
   */
  static Optional<String> renewed(
      Object idToken, String before, String after, Optional<TokenForge> forge) {
    Optional<Jwt> jwt = Jwt.parse(String.valueOf(idToken));
    if (jwt.isEmpty() || forge.isEmpty()) {
      return Optional.empty();
    }
    Object hash = jwt.get().claims().get("at_hash");
    for (String digest : DIGESTS) {
      if (of(before, digest).equals(hash)) {
        jwt.get().claims().put("at_hash", of(after, digest));
        return forge.get().sign(jwt.get().header(), jwt.get().claims());
      }
    }
    return Optional.empty();
  }

  /** The left half of the digest. */
  private static String of(String token, String digest) {
    try {
      byte[] whole =
          MessageDigest.getInstance(digest).digest(token.getBytes(StandardCharsets.US_ASCII));
      return Jwt.encoded(Arrays.copyOf(whole, whole.length / 2));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has " + digest, e);
    }
  }
}
