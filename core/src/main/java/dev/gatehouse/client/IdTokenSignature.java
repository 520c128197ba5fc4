package dev.gatehouse.client;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.SignedJWT;
import java.util.List;

/**
 * Checks who signed an ID token (OpenID Connect Core 1.0, section 3.1.3.7, steps 6 to 8). The key
 * decides the kind of algorithm: a public key never serves as a secret.
 */
record IdTokenSignature(OAuth2Client client, IssuerMetadata issuer, IssuerDocuments documents) {
  /**
   * @throws AuthorizationFailedException if it is not the issuer
   */
  void check(SignedJWT jwt) {
    JWSHeader header = jwt.getHeader();
    JWSAlgorithm algorithm = header.getAlgorithm();
    boolean shared = JWSAlgorithm.Family.HMAC_SHA.contains(algorithm);
    List<String> announced = issuer.idTokenAlgorithms();
    boolean allowed = announced.isEmpty() ? !shared : announced.contains(algorithm.getName());
    if (!allowed) {
      throw IdTokens.refused("its alg is none that the issuer signs ID tokens with");
    }
    if (header.getCriticalParams() != null) {
      throw IdTokens.refused("its header has crit, none of which is understood here");
    }
    if (!(shared ? isSignedWithTheSecret(jwt) : isSignedWithAKey(jwt))) {
      throw IdTokens.refused("its signature is wrong");
    }
  }

  private boolean isSignedWithTheSecret(SignedJWT jwt) {
    if (client.clientSecret() == null) {
      throw IdTokens.refused("its alg needs a client secret, and there is none");
    }
    try {
      return jwt.verify(new MACVerifier(client.clientSecret().reveal()));
    } catch (JOSEException e) {
      return false;
    }
  }

  private boolean isSignedWithAKey(SignedJWT jwt) {
    JWKMatcher matcher = JWKMatcher.forJWSHeader(jwt.getHeader());
    List<JWK> keys =
        matcher == null ? List.of() : new JWKSelector(matcher).select(documents.keys(issuer));
    if (keys.isEmpty()) {
      throw IdTokens.refused("the issuer publishes no key with its kid and for its alg");
    }
    return keys.stream().anyMatch(key -> isSignedWith(key, jwt));
  }

  private static boolean isSignedWith(JWK key, SignedJWT jwt) {
    try {
      if (key instanceof RSAKey rsa) {
        return jwt.verify(new RSASSAVerifier(rsa));
      }
      if (key instanceof ECKey ec) {
        return jwt.verify(new ECDSAVerifier(ec));
      }
      return key instanceof OctetKeyPair pair
          && Curve.Ed25519.equals(pair.getCurve())
          && Ed25519Signature.verify(pair, jwt.getSigningInput(), jwt.getSignature());
    } catch (JOSEException e) {
      return false;
    }
  }
}
