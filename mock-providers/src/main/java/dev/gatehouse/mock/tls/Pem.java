package dev.gatehouse.mock.tls;

import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;

/** The textual form of keys and certificates (RFC 7468). */
final class Pem {
  private Pem() {}

  static String of(X509Certificate certificate) {
    try {
      return armored("CERTIFICATE", certificate.getEncoded());
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
  }

  static String of(PrivateKey key) {
    return armored("PRIVATE KEY", key.getEncoded());
  }

  static String encrypted(PrivateKey key, char[] passphrase) {
    return armored("ENCRYPTED PRIVATE KEY", EncryptedKey.of(key, passphrase));
  }

  private static String armored(String label, byte[] content) {
    return "-----BEGIN "
        + label
        + "-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content)
        + "\n-----END "
        + label
        + "-----\n";
  }
}
