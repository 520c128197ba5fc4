package dev.gatehouse.mock.jose.internal.key;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.jca.JCAContext;
import com.nimbusds.jose.util.Base64URL;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;

/**
 * Verifies by Ed25519 (RFC 8037, section 3.1) with what the JDK has; the JOSE library would need a
 * further library for it.
 *
 * @param key on that curve
 */
record Ed25519Verifier(PublicKey key) implements JWSVerifier {
  private static final int LENGTH = 32;

  /** What stands before the coordinate in a SubjectPublicKeyInfo (RFC 8410, section 4). */
  private static final byte[] PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

  /** The member {@code x} of a JWK (RFC 8037, section 2). */
  static Base64URL coordinate(PublicKey key) {
    byte[] encoded = key.getEncoded();
    return Base64URL.encode(Arrays.copyOfRange(encoded, encoded.length - LENGTH, encoded.length));
  }

  /**
   * The verifier of a published key.
   *
   * @param coordinate the member {@code x} of its JWK
   */
  static Ed25519Verifier of(Base64URL coordinate) throws JOSEException {
    byte[] x = coordinate.decode();
    byte[] encoded = Arrays.copyOf(PREFIX, PREFIX.length + x.length);
    System.arraycopy(x, 0, encoded, PREFIX.length, x.length);
    try {
      return new Ed25519Verifier(
          KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
    } catch (GeneralSecurityException e) {
      throw new JOSEException("no key on the curve Ed25519", e);
    }
  }

  @Override
  public boolean verify(JWSHeader header, byte[] input, Base64URL signature) throws JOSEException {
    if (!JWSAlgorithm.EdDSA.equals(header.getAlgorithm())) {
      throw new JOSEException("not signed by EdDSA");
    }
    try {
      Signature verifier = Signature.getInstance("Ed25519");
      verifier.initVerify(key);
      verifier.update(input);
      return verifier.verify(signature.decode());
    } catch (SignatureException e) {
      return false; // of another length, or not in its one form
    } catch (GeneralSecurityException e) {
      throw new JOSEException("the JVM cannot verify by Ed25519", e);
    }
  }

  @Override
  public Set<JWSAlgorithm> supportedJWSAlgorithms() {
    return Set.of(JWSAlgorithm.EdDSA);
  }

  @Override
  public JCAContext getJCAContext() {
    return new JCAContext();
  }
}
