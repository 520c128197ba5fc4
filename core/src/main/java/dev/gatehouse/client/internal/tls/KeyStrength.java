package dev.gatehouse.client.internal.tls;

import java.security.Key;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.DSAKey;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.util.Locale;
import java.util.Optional;

/**
 * What no chain may rest on, whoever signed it: keys of less than 112 bits of strength and hashes
 * with collisions (NIST SP 800-131A revision 2, sections 3 and 9). Java itself is as strict only
 * with the authorities that come with it.
 */
final class KeyStrength {
  private static final int LEAST_RSA = 2048;
  private static final int LEAST_EC = 224;

  private KeyStrength() {}

  /** Says why a certificate's key is too weak, if it is. */
  static Optional<String> weakness(X509Certificate certificate) {
    PublicKey key = certificate.getPublicKey();
    int bits = bits(key);
    int least = key instanceof ECKey ? LEAST_EC : LEAST_RSA;
    return bits == 0 || bits >= least
        ? Optional.empty()
        : Optional.of(
            "has a key that is too weak: " + of(key) + "; " + least + " bits are the least");
  }

  /** Says why the signature under a certificate proves nothing, if it does not. */
  static Optional<String> brokenSignature(X509Certificate certificate) {
    String algorithm = certificate.getSigAlgName();
    String upper = algorithm.toUpperCase(Locale.ROOT);
    return upper.startsWith("SHA1") || upper.startsWith("MD")
        ? Optional.of("is signed with " + algorithm + ", which is not accepted")
        : Optional.empty();
  }

  /** Algorithm and size: {@code RSA 2048}. */
  static String of(Key key) {
    int bits = bits(key);
    return key.getAlgorithm() + (bits == 0 ? "" : " " + bits);
  }

  private static int bits(Key key) {
    if (key instanceof RSAKey rsa) {
      return rsa.getModulus().bitLength();
    }
    if (key instanceof ECKey ec) {
      return ec.getParams().getCurve().getField().getFieldSize();
    }
    return key instanceof DSAKey dsa && dsa.getParams() != null
        ? dsa.getParams().getP().bitLength()
        : 0;
  }
}
