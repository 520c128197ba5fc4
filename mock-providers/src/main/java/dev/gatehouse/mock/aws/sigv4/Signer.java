package dev.gatehouse.mock.aws.sigv4;

import dev.gatehouse.mock.credential.internal.ConstantTime;
import java.util.HexFormat;

/** Tells whether a signature is the one of a string to sign. */
sealed interface Signer {
  boolean verifies(String stringToSign, String signature);

  /** SigV4: there is one right signature, made with the derived key. */
  record Hmac(byte[] signingKey) implements Signer {
    @Override
    public boolean verifies(String stringToSign, String signature) {
      String right = HexFormat.of().formatHex(Sha256.hmac(signingKey, stringToSign));
      return ConstantTime.equal(right, signature);
    }
  }

  /** SigV4A: many are right, and the public key tells them. */
  record Ecdsa(V4aPublicKey key) implements Signer {
    @Override
    public boolean verifies(String stringToSign, String signature) {
      return key.verifies(stringToSign, signature);
    }
  }
}
