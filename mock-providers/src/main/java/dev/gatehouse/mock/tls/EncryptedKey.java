package dev.gatehouse.mock.tls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.PrivateKey;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.crypto.util.PBKDF2Config;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.OutputEncryptor;
import org.bouncycastle.pkcs.jcajce.JcaPKCS8EncryptedPrivateKeyInfoBuilder;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEOutputEncryptorBuilder;

/**
 * A private key under a passphrase (RFC 5958, section 3): AES-256 in CBC mode, its key derived by
 * PBKDF2 with HMAC-SHA-256 (PBES2; RFC 8018, section 6.2).
 */
final class EncryptedKey {
  private static final int ITERATIONS = 100_000;

  private EncryptedKey() {}

  /** As DER. */
  static byte[] of(PrivateKey key, char[] passphrase) {
    if (passphrase.length == 0) {
      // OpenSSL would not take it, and asks for another on the terminal.
      throw new IllegalArgumentException("passphrase: has to have a character at least");
    }
    try {
      return new JcaPKCS8EncryptedPrivateKeyInfoBuilder(key)
          .build(encryptor(passphrase))
          .getEncoded();
    } catch (OperatorCreationException e) {
      throw new IllegalStateException("the key cannot be encrypted", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static OutputEncryptor encryptor(char[] passphrase) throws OperatorCreationException {
    // A provider of our own: Java's takes ASCII passphrases only.
    return new JcePKCSPBEOutputEncryptorBuilder(NISTObjectIdentifiers.id_aes256_CBC)
        .setProvider(new BouncyCastleProvider())
        .setPRF(PBKDF2Config.PRF_SHA256)
        .setIterationCount(ITERATIONS)
        .build(passphrase);
  }
}
