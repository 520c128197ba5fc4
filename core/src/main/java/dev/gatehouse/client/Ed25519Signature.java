package dev.gatehouse.client;

import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;

/**
 * Verifies EdDSA with Ed25519 (RFC 8037, section 3.1) on the JDK's own provider: the JOSE library
 * needs another, large one for it.
 */
final class Ed25519Signature {
  private static final int KEY_BYTES = 32;

  private Ed25519Signature() {}

  static boolean verify(OctetKeyPair key, byte[] signed, Base64URL signature) {
    byte[] x = key.getX().decode();
    if (x.length != KEY_BYTES) {
      return false;
    }
    try {
      Signature verifier = Signature.getInstance("Ed25519");
      verifier.initVerify(publicKey(x));
      verifier.update(signed);
      return verifier.verify(signature.decode());
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  /** RFC 8032, section 5.1.2: y in little-endian, the sign of x in the highest bit. */
  private static PublicKey publicKey(byte[] encoded) throws GeneralSecurityException {
    byte[] bigEndian = new byte[KEY_BYTES];
    for (int i = 0; i < KEY_BYTES; i++) {
      bigEndian[i] = encoded[KEY_BYTES - 1 - i];
    }
    boolean odd = (bigEndian[0] & 0x80) != 0;
    bigEndian[0] &= 0x7F;
    return KeyFactory.getInstance("Ed25519")
        .generatePublic(
            new EdECPublicKeySpec(
                NamedParameterSpec.ED25519, new EdECPoint(odd, new BigInteger(1, bigEndian))));
  }
}
