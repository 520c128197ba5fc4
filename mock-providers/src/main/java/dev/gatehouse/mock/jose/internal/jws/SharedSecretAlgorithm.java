package dev.gatehouse.mock.jose.internal.jws;

import dev.gatehouse.connection.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The signatures that are verified by a shared secret (RFC 7518, section 3.2). */
public enum SharedSecretAlgorithm {
  HS256("HmacSHA256", 32),
  HS384("HmacSHA384", 48),
  HS512("HmacSHA512", 64);

  private final String platformName;
  private final int fewestOctets;

  SharedSecretAlgorithm(String platformName, int fewestOctets) {
    this.platformName = platformName;
    this.fewestOctets = fewestOctets;
  }

  /** The one that {@code alg} names. */
  public static Optional<SharedSecretAlgorithm> of(String alg) {
    return Arrays.stream(values()).filter(algorithm -> algorithm.name().equals(alg)).findFirst();
  }

  /** Every name, as metadata lists them. */
  public static List<String> ids() {
    return Arrays.stream(values()).map(SharedSecretAlgorithm::name).toList();
  }

  /** How long a secret has to be, in octets of UTF-8: no shorter than the hash. */
  public int fewestOctets() {
    return fewestOctets;
  }

  /** Whether a secret is long enough. */
  public boolean fits(Secret secret) {
    return octets(secret).length >= fewestOctets;
  }

  /** Whether the secret made the signature; compared in constant time. */
  public boolean verifies(Secret secret, CompactJws jws) {
    try {
      Mac mac = Mac.getInstance(platformName);
      mac.init(new SecretKeySpec(octets(secret), platformName));
      return MessageDigest.isEqual(mac.doFinal(jws.signed()), jws.signature());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + platformName, e);
    }
  }

  /** OpenID Connect Core, section 10.1: the octets of the secret's UTF-8. */
  private static byte[] octets(Secret secret) {
    return secret.reveal().getBytes(StandardCharsets.UTF_8);
  }
}
