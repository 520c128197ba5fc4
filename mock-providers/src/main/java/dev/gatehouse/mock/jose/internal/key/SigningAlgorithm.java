package dev.gatehouse.mock.jose.internal.key;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** How a server signs tokens that its published keys verify (RFC 7518, section 3.1; RFC 8037). */
public enum SigningAlgorithm {
  RS256("RS256", "SHA-256"),
  PS256("PS256", "SHA-256"),
  ES256("ES256", "SHA-256"),
  /** By Ed25519, which hashes by SHA-512 (RFC 8032, section 5.1). */
  EDDSA("EdDSA", "SHA-512");

  private static final Map<String, SigningAlgorithm> BY_ID =
      Arrays.stream(values()).collect(Collectors.toMap(SigningAlgorithm::id, each -> each));

  private final String id;
  private final String hash;

  SigningAlgorithm(String id, String hash) {
    this.id = id;
    this.hash = hash;
  }

  /** The one of this name; names compare with case. */
  public static Optional<SigningAlgorithm> of(String name) {
    return Optional.ofNullable(BY_ID.get(name));
  }

  /** Every name there is. */
  public static List<String> ids() {
    return Arrays.stream(values()).map(SigningAlgorithm::id).toList();
  }

  /** Its name (RFC 7518, section 3.1). */
  public String id() {
    return id;
  }

  /** The hash inside, by its name in Java: that of {@code at_hash}. */
  public String hash() {
    return hash;
  }

  JWSAlgorithm algorithm() {
    return switch (this) {
      case RS256 -> JWSAlgorithm.RS256;
      case PS256 -> JWSAlgorithm.PS256;
      case ES256 -> JWSAlgorithm.ES256;
      case EDDSA -> JWSAlgorithm.EdDSA;
    };
  }

  KeyPool pool() {
    return switch (this) {
      case RS256, PS256 -> KeyPool.RSA;
      case ES256 -> KeyPool.P256;
      case EDDSA -> KeyPool.ED25519;
    };
  }

  /** By the key itself: with its CRT parameters, RSA is three times faster. */
  JWSSigner signer(PrivateKey key) throws JOSEException {
    return switch (this) {
      case RS256, PS256 -> new RSASSASigner(key);
      case ES256 -> new ECDSASigner(key, Curve.P_256);
      case EDDSA -> new Ed25519Signer(key);
    };
  }

  JWSVerifier verifier(PublicKey key) throws JOSEException {
    return switch (this) {
      case RS256, PS256 -> new RSASSAVerifier((RSAPublicKey) key);
      case ES256 -> new ECDSAVerifier((ECPublicKey) key);
      case EDDSA -> new Ed25519Verifier(key);
    };
  }

  /** The key as it is published; its id is its thumbprint (RFC 7638). */
  JWK publish(PublicKey key) throws JOSEException {
    return switch (this) {
      case RS256, PS256 ->
          new RSAKey.Builder((RSAPublicKey) key)
              .keyUse(KeyUse.SIGNATURE)
              .algorithm(algorithm())
              .keyIDFromThumbprint()
              .build();
      case ES256 ->
          new ECKey.Builder(Curve.P_256, (ECPublicKey) key)
              .keyUse(KeyUse.SIGNATURE)
              .algorithm(algorithm())
              .keyIDFromThumbprint()
              .build();
      case EDDSA ->
          new OctetKeyPair.Builder(Curve.Ed25519, Ed25519Verifier.coordinate(key))
              .keyUse(KeyUse.SIGNATURE)
              .algorithm(algorithm())
              .keyIDFromThumbprint()
              .build();
    };
  }
}
