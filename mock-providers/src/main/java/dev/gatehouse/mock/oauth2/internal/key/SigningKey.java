package dev.gatehouse.mock.oauth2.internal.key;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import java.security.KeyPair;
import java.security.interfaces.RSAPublicKey;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A key for RS256. Its id is its thumbprint (RFC 7638), so that equal ids mean equal keys. */
public final class SigningKey {
  private static final JWSAlgorithm ALGORITHM = JWSAlgorithm.RS256;

  private final RSAKey publicJwk;
  private final JWSSigner signer;
  private final JWSVerifier verifier;

  /** Signs by the key itself, which keeps the CRT parameters that make RSA three times faster. */
  public SigningKey(KeyPair pair) {
    RSAPublicKey publicKey = (RSAPublicKey) pair.getPublic();
    try {
      this.publicJwk =
          new RSAKey.Builder(publicKey)
              .keyUse(KeyUse.SIGNATURE)
              .algorithm(ALGORITHM)
              .keyIDFromThumbprint()
              .build();
    } catch (JOSEException e) {
      throw new IllegalStateException("the JVM has no SHA-256", e);
    }
    this.signer = new RSASSASigner(pair.getPrivate());
    this.verifier = new RSASSAVerifier(publicKey);
  }

  public String id() {
    return publicJwk.getKeyID();
  }

  /** The algorithm it signs by, by the names of RFC 7518, section 3.1. */
  public String algorithm() {
    return ALGORITHM.getName();
  }

  /** As it is published: without the private part. */
  public RSAKey publicJwk() {
    return publicJwk;
  }

  /** A signed JWT in compact form. */
  public String sign(@Nullable JOSEObjectType type, Map<String, Object> claims) {
    JWSHeader header = new JWSHeader.Builder(ALGORITHM).type(type).keyID(id()).build();
    JWSObject jws = new JWSObject(header, new Payload(claims));
    try {
      jws.sign(signer);
    } catch (JOSEException e) {
      throw new IllegalStateException("the JVM cannot sign by RS256", e);
    }
    return jws.serialize();
  }

  /** Whether the signature is this key's. */
  public boolean verifies(JWSObject jws) {
    try {
      return jws.verify(verifier);
    } catch (JOSEException e) {
      return false; // a critical header nobody understands, or an algorithm that is not this key's
    }
  }
}
