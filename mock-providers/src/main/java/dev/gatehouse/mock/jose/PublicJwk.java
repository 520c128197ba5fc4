package dev.gatehouse.mock.jose;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The public key of somebody else (RFC 7517, section 4).
 *
 * @param id the {@code kid}; null for none
 * @param algorithm the one {@code alg} it may be used with; null for any that fits
 * @param forSignatures whether {@code use} and {@code key_ops} let it verify signatures
 * @param key the key itself
 * @param certificates the {@code x5c}, the key's own certificate first; empty for none
 * @param thumbprint the SHA-256 thumbprint of RFC 7638, in Base64url
 * @since 0.1
 */
public record PublicJwk(
    @Nullable String id,
    @Nullable String algorithm,
    boolean forSignatures,
    PublicKey key,
    List<X509Certificate> certificates,
    String thumbprint) {
  public PublicJwk {
    certificates = List.copyOf(certificates);
  }

  /** What to call it: its id, or its thumbprint when it has none. */
  public String name() {
    return id == null ? "the one with the thumbprint " + thumbprint : id;
  }
}
