package dev.gatehouse.mock.jose.internal.jws;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.JSONObjectUtils;
import dev.gatehouse.mock.credential.internal.MalformedCredentialException;
import dev.gatehouse.mock.jose.PublicJwk;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.spec.X509EncodedKeySpec;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the public keys of others (RFC 7517; RFC 7518, section 6; RFC 8037, section 2). */
public final class JwkReader {
  /** What only the owner of a key may have (RFC 7518, sections 6.2.2, 6.3.2 and 6.4.1). */
  private static final Set<String> PRIVATE = Set.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");

  /** SubjectPublicKeyInfo before the 32 octets of an Ed25519 key (RFC 8410, section 4). */
  private static final byte[] ED25519_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

  private JwkReader() {}

  /** The keys of a set, in their order. */
  public static List<PublicJwk> set(String json) throws MalformedCredentialException {
    List<PublicJwk> keys = new ArrayList<>();
    for (Map<String, Object> member : members(json)) {
      try {
        keys.add(key(member));
      } catch (MalformedCredentialException e) {
        throw malformed("key " + (keys.size() + 1) + " " + e.explanation());
      }
    }
    return keys;
  }

  private static List<Map<String, Object>> members(String json)
      throws MalformedCredentialException {
    try {
      Map<String, Object>[] members =
          JSONObjectUtils.getJSONObjectArray(JSONObjectUtils.parse(json), "keys");
      if (members != null) {
        return List.of(members);
      }
    } catch (ParseException e) {
      // said below
    }
    throw malformed("not a JSON object with an array keys of objects");
  }

  /** One key; what is said about a bad one follows its name in a sentence. */
  public static PublicJwk key(Map<String, Object> members) throws MalformedCredentialException {
    if (members.keySet().stream().anyMatch(PRIVATE::contains)) {
      throw malformed(
          "oct".equals(members.get("kty"))
              ? "is a symmetric key; only public keys are right"
              : "holds the private part of a key, which nobody else may see");
    }
    try {
      JWK jwk = JWK.parse(members);
      return read(jwk, publicKey(jwk));
    } catch (ParseException | JOSEException | GeneralSecurityException e) {
      throw malformed("cannot be read as a JWK of the kind RSA, EC or OKP with Ed25519");
    }
  }

  /** The key of a certificate. */
  public static PublicJwk ofCertificate(X509Certificate certificate) {
    try {
      JWK jwk = JWK.parse(certificate);
      return read(jwk, certificate.getPublicKey());
    } catch (JOSEException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static PublicJwk read(JWK jwk, PublicKey key) throws JOSEException {
    List<X509Certificate> certificates = jwk.getParsedX509CertChain();
    return new PublicJwk(
        jwk.getKeyID(),
        jwk.getAlgorithm() == null ? null : jwk.getAlgorithm().getName(),
        (jwk.getKeyUse() == null || jwk.getKeyUse().equals(KeyUse.SIGNATURE))
            && (jwk.getKeyOperations() == null
                || jwk.getKeyOperations().contains(KeyOperation.VERIFY)),
        key,
        certificates == null ? List.of() : certificates,
        jwk.computeThumbprint().toString());
  }

  private static PublicKey publicKey(JWK jwk) throws JOSEException, GeneralSecurityException {
    if (jwk instanceof RSAKey rsa) {
      return rsa.toRSAPublicKey();
    }
    if (jwk instanceof ECKey ec) {
      return ec.toECPublicKey();
    }
    if (jwk instanceof OctetKeyPair pair && pair.getCurve().equals(Curve.Ed25519)) {
      return ed25519(pair.getX().decode());
    }
    throw new JOSEException("no algorithm here uses such a key");
  }

  private static PublicKey ed25519(byte[] x) throws GeneralSecurityException {
    byte[] encoded = new byte[ED25519_PREFIX.length + x.length];
    System.arraycopy(ED25519_PREFIX, 0, encoded, 0, ED25519_PREFIX.length);
    System.arraycopy(x, 0, encoded, ED25519_PREFIX.length, x.length);
    return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
  }

  private static MalformedCredentialException malformed(String problem) {
    return new MalformedCredentialException("malformed-jwk", problem);
  }
}
