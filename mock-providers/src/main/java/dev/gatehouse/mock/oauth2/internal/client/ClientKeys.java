package dev.gatehouse.mock.oauth2.internal.client;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import java.text.ParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The keys a client has registered (RFC 7591, section 2: {@code jwks}). */
public final class ClientKeys {
  private ClientKeys() {}

  /**
   * Reads keys.
   *
   * @param jwks a JWK set (RFC 7517, section 5)
   * @throws IllegalArgumentException if it is none, or holds a key that has to stay with the client
   */
  public static List<JWK> parse(String jwks) {
    List<JWK> keys;
    try {
      keys = JWKSet.parse(jwks).getKeys();
    } catch (ParseException e) {
      throw new IllegalArgumentException("jwks: is no JWK set (RFC 7517, section 5)");
    }
    if (keys.stream().anyMatch(JWK::isPrivate)) {
      throw new IllegalArgumentException(
          "jwks: holds a private or secret key; the public parts alone are right");
    }
    return keys;
  }

  /** Those a signature may be of: named by its {@code kid}, or all when it names none. */
  static List<JWK> forSignature(String jwks, @Nullable String kid, String algorithm) {
    return parse(jwks).stream()
        .filter(key -> kid == null || kid.equals(key.getKeyID()))
        .filter(key -> key.getKeyUse() == null || key.getKeyUse().equals(KeyUse.SIGNATURE))
        .filter(key -> key.getAlgorithm() == null || key.getAlgorithm().getName().equals(algorithm))
        .toList();
  }
}
