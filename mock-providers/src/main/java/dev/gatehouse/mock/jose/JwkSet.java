package dev.gatehouse.mock.jose;

import dev.gatehouse.mock.credential.internal.MalformedCredentialException;
import dev.gatehouse.mock.jose.internal.jws.JwkReader;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The public keys of somebody else: {@code jwks} of a client's registration (RFC 7517, section 5;
 * RFC 7591, section 2).
 *
 * @param keys in their order
 * @since 0.1
 */
public record JwkSet(List<PublicJwk> keys) {
  /** No keys at all. */
  public static final JwkSet EMPTY = new JwkSet(List.of());

  public JwkSet {
    keys = List.copyOf(keys);
  }

  /**
   * Reads a set.
   *
   * @param json {@code {"keys":[...]}}
   * @throws IllegalArgumentException if it is none, or holds a private or symmetric key, or a key
   *     of a kind no algorithm here uses; the message says which
   */
  public static JwkSet parse(String json) {
    try {
      return new JwkSet(JwkReader.set(json));
    } catch (MalformedCredentialException e) {
      throw new IllegalArgumentException("jwks: " + e.explanation(), e);
    }
  }

  /**
   * The keys of certificates, which a client shows in the TLS handshake (RFC 8705, section 2.2.2).
   *
   * @throws IllegalArgumentException if one has a key that is neither RSA nor EC
   */
  public static JwkSet of(X509Certificate... certificates) {
    try {
      return new JwkSet(Arrays.stream(certificates).map(JwkReader::ofCertificate).toList());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("jwks: the certificate's key is neither RSA nor EC", e);
    }
  }

  /** What its keys are called, for a sentence. */
  public String names() {
    return keys.isEmpty()
        ? "none"
        : keys.stream().map(PublicJwk::name).collect(Collectors.joining(", "));
  }
}
