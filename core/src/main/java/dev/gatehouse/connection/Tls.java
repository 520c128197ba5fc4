package dev.gatehouse.connection;

import org.jspecify.annotations.Nullable;

/**
 * What a connection trusts and shows when it speaks TLS. Certificates and keys are PEM text, or the
 * path of a file; paths are relative to the working directory.
 *
 * @param caCertificates the certificates to trust, instead of the platform's: PEM, one or more in a
 *     bundle, or a file; the file may also be a trust store, PKCS#12 or JKS
 * @param certificate the client's own certificate, with its chain: PEM or a file. The file may also
 *     be a key store, PKCS#12 or JKS, which holds the key too
 * @param privateKey the key of {@code certificate}, PEM or a PEM file: PKCS#8, encrypted or not, or
 *     the traditional form of RSA and EC keys. Null when the file of {@code certificate} holds it
 * @param passphrase of an encrypted {@code privateKey}, of the key store and of the trust store
 * @since 0.1
 */
public record Tls(
    @Nullable String caCertificates,
    @Nullable String certificate,
    @Nullable Secret privateKey,
    @Nullable Secret passphrase) {
  private static final String PEM = "-----BEGIN";

  /**
   * @throws InvalidConnectionException if a certificate in PEM comes without its key, a key without
   *     its certificate or a passphrase without anything it could open, or a field that is shown
   *     holds a private key
   */
  public Tls {
    refusePrivateKey("caCertificates", caCertificates);
    refusePrivateKey("certificate", certificate);
    if (certificate != null && privateKey == null && !mayBeFile(certificate)) {
      throw new InvalidConnectionException(
          "privateKey", "missing; certificate cannot be used without its key", null);
    }
    if (privateKey != null && certificate == null) {
      throw new InvalidConnectionException(
          "certificate", "missing; privateKey cannot be used without its certificate", null);
    }
    if (passphrase != null && certificate == null && !mayBeFile(caCertificates)) {
      throw new InvalidConnectionException(
          "privateKey", "missing; there is a passphrase, but no key or store it opens", null);
    }
  }

  private static boolean mayBeFile(@Nullable String pemOrPath) {
    return pemOrPath != null && !pemOrPath.contains(PEM);
  }

  private static void refusePrivateKey(String field, @Nullable String pem) {
    if (pem != null && pem.contains("PRIVATE KEY-----")) {
      throw new InvalidConnectionException(
          field, "holds a private key; move it to privateKey, which is never shown", null);
    }
  }

  /** The platform's trust store and no client certificate. */
  public static final Tls PLATFORM = new Tls(null, null, null, null);
}
