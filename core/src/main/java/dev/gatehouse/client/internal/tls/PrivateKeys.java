package dev.gatehouse.client.internal.tls;

import dev.gatehouse.connection.Secret;
import java.io.IOException;
import java.io.StringReader;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Map;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.EncryptionException;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.bc.BcPEMDecryptorProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEInputDecryptorProviderBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Reads a private key from PEM: PKCS#8 plain or encrypted (RFC 5958, RFC 8018, scrypt of RFC 7914),
 * and the traditional forms of RFC 8017 and RFC 5915, plain or encrypted by OpenSSL's headers.
 */
final class PrivateKeys {
  private static final String WRONG_PASSPHRASE =
      "wrong passphrase: it does not open the private key";

  /** By the identifiers of RFC 3279, RFC 4055 and RFC 8410, which Java does not all know. */
  private static final Map<String, String> ALGORITHMS =
      Map.of(
          "1.2.840.113549.1.1.1", "RSA",
          "1.2.840.113549.1.1.10", "RSASSA-PSS",
          "1.2.840.10045.2.1", "EC",
          "1.3.101.112", "EdDSA",
          "1.3.101.113", "EdDSA");

  private PrivateKeys() {}

  /** Whether a PEM text has a private key in it. */
  static boolean isIn(Setting setting) {
    return setting.text().contains("PRIVATE KEY-----");
  }

  /** The first private key of a setting. */
  static PrivateKey read(Setting setting, @Nullable Secret passphrase)
      throws UnusableSettingException {
    if (setting.text().contains("-----BEGIN OPENSSH PRIVATE KEY-----")) {
      throw setting.wrong(
          "it is a key in OpenSSH's own form; ssh-keygen -p -m PKCS8 makes one of it that fits");
    }
    try (PEMParser parser = new PEMParser(new StringReader(setting.text()))) {
      for (Object part = parser.readObject(); part != null; part = parser.readObject()) {
        if (part instanceof PrivateKeyInfo plain) {
          return key(setting, plain);
        } else if (part instanceof PEMKeyPair traditional) {
          return key(setting, traditional.getPrivateKeyInfo());
        } else if (part instanceof PKCS8EncryptedPrivateKeyInfo encrypted) {
          return key(setting, decrypted(setting, encrypted, needed(setting, passphrase)));
        } else if (part instanceof PEMEncryptedKeyPair encrypted) {
          return key(setting, decrypted(setting, encrypted, needed(setting, passphrase)));
        }
      }
      // The parser's own way to say that the text between the lines is not base64.
    } catch (IOException | IllegalStateException e) {
      throw setting.wrong("it is not a PEM text with a private key in it");
    }
    throw setting.wrong("it holds no private key in PEM");
  }

  private static char[] needed(Setting setting, @Nullable Secret passphrase)
      throws UnusableSettingException {
    if (passphrase == null) {
      throw setting.wrong("the key is encrypted and there is no passphrase; set tls.passphrase");
    }
    return passphrase.reveal().toCharArray();
  }

  private static PrivateKeyInfo decrypted(
      Setting setting, PKCS8EncryptedPrivateKeyInfo encrypted, char[] passphrase)
      throws UnusableSettingException {
    try {
      // A provider of our own: Java's knows neither scrypt nor Triple DES here, and none is
      // registered for everybody.
      return encrypted.decryptPrivateKeyInfo(
          new JcePKCSPBEInputDecryptorProviderBuilder()
              .setProvider(new BouncyCastleProvider())
              .build(passphrase));
    } catch (PKCSException e) {
      // Nothing is encrypted with an empty passphrase: the library does not even try.
      if (passphrase.length > 0 && e.getCause() instanceof OperatorCreationException) {
        throw setting.wrong("the key is encrypted in a way that is not supported");
      }
      throw new UnusableSettingException("tls.passphrase", WRONG_PASSPHRASE);
    }
  }

  private static PrivateKeyInfo decrypted(
      Setting setting, PEMEncryptedKeyPair encrypted, char[] passphrase)
      throws UnusableSettingException {
    try {
      return encrypted.decryptKeyPair(new BcPEMDecryptorProvider(passphrase)).getPrivateKeyInfo();
    } catch (EncryptionException e) {
      if (e.getCause() == null) {
        throw setting.wrong("the key is encrypted in a way that is not supported");
      }
      throw new UnusableSettingException("tls.passphrase", WRONG_PASSPHRASE);
    } catch (IOException | RuntimeException e) {
      // What a wrong passphrase decrypts to is not ASN.1.
      throw new UnusableSettingException("tls.passphrase", WRONG_PASSPHRASE);
    }
  }

  private static PrivateKey key(Setting setting, PrivateKeyInfo info)
      throws UnusableSettingException {
    String algorithm = info.getPrivateKeyAlgorithm().getAlgorithm().getId();
    try {
      return KeyFactory.getInstance(ALGORITHMS.getOrDefault(algorithm, algorithm))
          .generatePrivate(new PKCS8EncodedKeySpec(info.getEncoded()));
    } catch (NoSuchAlgorithmException e) {
      throw setting.wrong(
          "a private key of the algorithm "
              + algorithm
              + " is not supported; RSA, EC, Ed25519 are");
    } catch (InvalidKeySpecException | IOException e) {
      throw setting.wrong("its private key is damaged, or of a kind that Java does not support");
    }
  }
}
