package dev.gatehouse.mock.cli;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** Keys that configuration files have the public part of, and JWTs signed by them. */
final class SigningKey {
  static final ECKey OURS = ec();
  static final ECKey FOREIGN = ec();
  static final RSAKey RSA = rsa();

  private SigningKey() {}

  private static ECKey ec() {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID("k").generate();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  private static RSAKey rsa() {
    try {
      return new RSAKeyGenerator(2048).keyID("r").generate();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  /** The set of a public key, as a file has it. */
  static String jwks(JWK key) {
    return new JWKSet(key.toPublicJWK()).toString(true);
  }

  /** Claims with which somebody vouches for somebody at an audience, for five minutes. */
  static Map<String, Object> vouching(String issuer, String subject, String audience, Instant now) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", issuer);
    claims.put("sub", subject);
    claims.put("aud", audience);
    claims.put("iat", now.getEpochSecond());
    claims.put("exp", now.getEpochSecond() + 300);
    claims.put("jti", UUID.randomUUID().toString());
    return claims;
  }

  static String es256(ECKey key, Map<String, Object> claims) {
    try {
      return sign(
          new JWSHeader.Builder(JWSAlgorithm.ES256).type(JOSEObjectType.JWT).keyID("k").build(),
          claims,
          new ECDSASigner(key));
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  static String rsa(JWSAlgorithm algorithm, Map<String, Object> claims) {
    try {
      return sign(
          new JWSHeader.Builder(algorithm).keyID("r").build(), claims, new RSASSASigner(RSA));
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  static String hs256(String secret, Map<String, Object> claims) {
    try {
      return sign(new JWSHeader(JWSAlgorithm.HS256), claims, new MACSigner(secret));
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  /** A DPoP proof of the key for the token endpoint (RFC 9449, section 4.2). */
  static String dpop(String endpoint, Instant now) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("jti", UUID.randomUUID().toString());
    claims.put("htm", "POST");
    claims.put("htu", endpoint);
    claims.put("iat", now.getEpochSecond());
    try {
      return sign(
          new JWSHeader.Builder(JWSAlgorithm.ES256)
              .type(new JOSEObjectType("dpop+jwt"))
              .jwk(OURS.toPublicJWK())
              .build(),
          claims,
          new ECDSASigner(OURS));
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  private static String sign(JWSHeader header, Map<String, Object> claims, JWSSigner signer)
      throws JOSEException {
    JWSObject jws = new JWSObject(header, new Payload(claims));
    jws.sign(signer);
    return jws.serialize();
  }
}
