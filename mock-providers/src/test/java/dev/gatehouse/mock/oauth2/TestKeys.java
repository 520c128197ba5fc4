package dev.gatehouse.mock.oauth2;

import com.nimbusds.jose.JOSEException;
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
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import dev.gatehouse.mock.jose.JwkSet;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Arrays;
import java.util.Map;

/** Keys of clients, and JWTs signed by them with a library the server does not verify by. */
final class TestKeys {
  static final RSAKey RSA = rsa("r1");
  static final RSAKey OTHER_RSA = rsa("r2");
  static final ECKey P_256 = ec(Curve.P_256, "e1");
  static final ECKey P_384 = ec(Curve.P_384, "e2");
  static final ECKey P_521 = ec(Curve.P_521, "e3");
  static final ECKey OTHER_P_256 = ec(Curve.P_256, "e4");
  private static final KeyPair EDWARDS = edwards();

  private TestKeys() {}

  private static RSAKey rsa(String id) {
    try {
      return new RSAKeyGenerator(2048).keyID(id).generate();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  private static ECKey ec(Curve curve, String id) {
    try {
      return new ECKeyGenerator(curve).keyID(id).generate();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  private static KeyPair edwards() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** The Ed25519 key, of which the library cannot make one without more dependencies. */
  static OctetKeyPair ed25519() {
    byte[] encoded = EDWARDS.getPublic().getEncoded();
    byte[] x = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
    return new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(x)).keyID("ed").build();
  }

  /** A set of the public parts. */
  static JwkSet jwks(JWK... keys) {
    return JwkSet.parse(
        "{\"keys\":["
            + String.join(
                ",", Arrays.stream(keys).map(key -> key.toPublicJWK().toJSONString()).toList())
            + "]}");
  }

  /** A JWT with this header and these claims, whatever they say. */
  static String sign(Map<String, Object> header, Map<String, Object> claims, Object key) {
    try {
      if (key instanceof OctetKeyPair) {
        return signEdwards(header, claims);
      }
      JWSSigner signer =
          key instanceof RSAKey rsa
              ? new RSASSASigner(rsa)
              : key instanceof ECKey ec ? new ECDSASigner(ec) : new MACSigner((String) key);
      JWSObject jws = new JWSObject(JWSHeader.parse(header), new Payload(claims));
      jws.sign(signer);
      return jws.serialize();
    } catch (JOSEException | java.text.ParseException e) {
      throw new AssertionError(e);
    }
  }

  private static String signEdwards(Map<String, Object> header, Map<String, Object> claims) {
    String signed = unsigned(header, claims);
    return signed + "." + Base64URL.encode(raw("Ed25519", EDWARDS.getPrivate(), signed));
  }

  /** A signature of the platform, where the library refuses to make one. */
  static byte[] raw(String algorithm, PrivateKey key, String signed) {
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(key);
      signature.update(signed.getBytes(StandardCharsets.US_ASCII));
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** Header and payload, without a signature. */
  static String unsigned(Map<String, Object> header, Map<String, Object> claims) {
    return Base64URL.encode(JSONObjectUtils.toJSONString(header))
        + "."
        + Base64URL.encode(JSONObjectUtils.toJSONString(claims));
  }
}
