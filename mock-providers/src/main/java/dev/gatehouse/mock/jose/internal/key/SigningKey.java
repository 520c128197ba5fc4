package dev.gatehouse.mock.jose.internal.key;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.jwk.JWK;
import java.security.KeyPair;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A key for one algorithm (RFC 8725, section 3.1). Its id is its thumbprint (RFC 7638), so that
 * equal ids mean equal keys.
 */
public final class SigningKey implements TokenSigner {
  private final SigningAlgorithm algorithm;
  private final JWK publicJwk;
  private final JWSSigner signer;
  private final JWSVerifier verifier;

  public SigningKey(SigningAlgorithm algorithm, KeyPair pair) {
    this.algorithm = algorithm;
    try {
      publicJwk = algorithm.publish(pair.getPublic());
      signer = algorithm.signer(pair.getPrivate());
      verifier = algorithm.verifier(pair.getPublic());
    } catch (JOSEException e) {
      throw new IllegalStateException("the key is not one for " + algorithm.id(), e);
    }
  }

  public String id() {
    return publicJwk.getKeyID();
  }

  /** The algorithm it signs by, by the names of RFC 7518, section 3.1. */
  public String algorithm() {
    return algorithm.id();
  }

  @Override
  public String hash() {
    return algorithm.hash();
  }

  /** As it is published: without the private part. */
  public JWK publicJwk() {
    return publicJwk;
  }

  @Override
  public String sign(@Nullable JOSEObjectType type, Map<String, Object> claims) {
    JWSHeader header = new JWSHeader.Builder(algorithm.algorithm()).type(type).keyID(id()).build();
    JWSObject jws = new JWSObject(header, new Payload(claims));
    try {
      jws.sign(signer);
    } catch (JOSEException e) {
      throw new IllegalStateException("the JVM cannot sign by " + algorithm.id(), e);
    }
    return jws.serialize();
  }

  /** Whether the signature is this key's. */
  public boolean verifies(JWSObject jws) {
    try {
      return jws.getHeader().getAlgorithm().equals(algorithm.algorithm()) && jws.verify(verifier);
    } catch (JOSEException e) {
      return false; // a critical header nobody understands
    }
  }
}
