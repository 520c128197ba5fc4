package dev.gatehouse.mock.jose.internal.jws;

import dev.gatehouse.mock.jose.PublicJwk;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The signatures that are verified by a public key (RFC 7518, section 3.1; RFC 8037; RFC 9864). */
public enum PublicKeyAlgorithm {
  ES256("ES256", KeyKind.P_256, "SHA256withECDSAinP1363Format"),
  ES384("ES384", KeyKind.P_384, "SHA384withECDSAinP1363Format"),
  ES512("ES512", KeyKind.P_521, "SHA512withECDSAinP1363Format"),
  PS256("PS256", KeyKind.RSA, "SHA-256", 32),
  PS384("PS384", KeyKind.RSA, "SHA-384", 48),
  PS512("PS512", KeyKind.RSA, "SHA-512", 64),
  RS256("RS256", KeyKind.RSA, "SHA256withRSA"),
  RS384("RS384", KeyKind.RSA, "SHA384withRSA"),
  RS512("RS512", KeyKind.RSA, "SHA512withRSA"),
  EDDSA("EdDSA", KeyKind.ED25519, "Ed25519"),
  ED25519("Ed25519", KeyKind.ED25519, "Ed25519");

  private final String id;
  private final KeyKind kind;
  private final String platformName;
  private final String pssHash;
  private final int pssSaltBytes;

  PublicKeyAlgorithm(String id, KeyKind kind, String platformName) {
    this(id, kind, platformName, "", 0);
  }

  /** RFC 7518, section 3.5: the salt is as long as the hash. */
  PublicKeyAlgorithm(String id, KeyKind kind, String pssHash, int pssSaltBytes) {
    this(id, kind, "RSASSA-PSS", pssHash, pssSaltBytes);
  }

  PublicKeyAlgorithm(
      String id, KeyKind kind, String platformName, String pssHash, int pssSaltBytes) {
    this.id = id;
    this.kind = kind;
    this.platformName = platformName;
    this.pssHash = pssHash;
    this.pssSaltBytes = pssSaltBytes;
  }

  /** The one that {@code alg} names; compared with case (RFC 7515, section 4.1.1). */
  public static Optional<PublicKeyAlgorithm> of(String alg) {
    return Arrays.stream(values()).filter(algorithm -> algorithm.id.equals(alg)).findFirst();
  }

  /** Every name, as metadata lists them. */
  public static List<String> ids() {
    return Arrays.stream(values()).map(algorithm -> algorithm.id).toList();
  }

  /** Whether a key is one for it: RFC 8725, section 3.1, has the key decide, not the token. */
  public boolean fits(PublicJwk jwk) {
    return jwk.forSignatures()
        && (jwk.algorithm() == null || jwk.algorithm().equals(id))
        && kind.includes(jwk.key());
  }

  /** What key fits, in words. */
  public String wanted() {
    return kind.words();
  }

  /** Whether a key that fits made the signature. */
  public boolean verifies(PublicKey key, CompactJws jws) {
    try {
      Signature verifier = Signature.getInstance(platformName);
      if (!pssHash.isEmpty()) {
        verifier.setParameter(
            new PSSParameterSpec(
                pssHash,
                "MGF1",
                new MGF1ParameterSpec(pssHash),
                pssSaltBytes,
                PSSParameterSpec.TRAILER_FIELD_BC));
      }
      verifier.initVerify(key);
      verifier.update(jws.signed());
      return verifier.verify(jws.signature());
    } catch (GeneralSecurityException e) {
      return false; // a signature of another length, or a key that is none
    }
  }
}
