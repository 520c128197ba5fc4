package dev.gatehouse.mock.jose.internal.jws;

import com.nimbusds.jose.jwk.Curve;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;

/** Kinds of public key, each with its own algorithms (RFC 7518, section 3.1; RFC 8037). */
enum KeyKind {
  /** RFC 7518, section 3.3: 2048 bits at least. */
  RSA("an RSA key of 2048 bits or more"),
  P_256("an EC key on P-256"),
  P_384("an EC key on P-384"),
  P_521("an EC key on P-521"),
  ED25519("an Ed25519 key");

  private final String words;

  KeyKind(String words) {
    this.words = words;
  }

  /** What to call it in a sentence. */
  String words() {
    return words;
  }

  boolean includes(PublicKey key) {
    return switch (this) {
      case RSA -> key instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() >= 2048;
      case P_256 -> isOn(Curve.P_256, key);
      case P_384 -> isOn(Curve.P_384, key);
      case P_521 -> isOn(Curve.P_521, key);
      case ED25519 ->
          key instanceof EdECPublicKey edwards && edwards.getParams().getName().equals("Ed25519");
    };
  }

  private static boolean isOn(Curve curve, PublicKey key) {
    return key instanceof ECPublicKey ec && curve.equals(Curve.forECParameterSpec(ec.getParams()));
  }
}
