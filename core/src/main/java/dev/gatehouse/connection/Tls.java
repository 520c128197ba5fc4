package dev.gatehouse.connection;

import org.jspecify.annotations.Nullable;

/**
 * What a connection trusts and shows when it speaks TLS. Every text is PEM itself or the path of a
 * PEM file.
 *
 * @param caCertificates the certificates to trust, instead of the platform's; one or more in a
 *     bundle
 * @param certificate the client's own certificate, with its chain
 * @param privateKey the key of {@code certificate}, PKCS#8
 * @param passphrase of an encrypted {@code privateKey}
 * @since 0.1
 */
public record Tls(
    @Nullable String caCertificates,
    @Nullable String certificate,
    @Nullable Secret privateKey,
    @Nullable Secret passphrase) {

  /**
   * @throws InvalidConnectionException if a certificate comes without its key or a key without its
   *     certificate, or a field that is shown holds a private key
   */
  public Tls {
    refusePrivateKey("caCertificates", caCertificates);
    refusePrivateKey("certificate", certificate);
    if (certificate != null && privateKey == null) {
      throw new InvalidConnectionException(
          "privateKey", "missing; certificate cannot be used without its key", null);
    }
    if (privateKey != null && certificate == null) {
      throw new InvalidConnectionException(
          "certificate", "missing; privateKey cannot be used without its certificate", null);
    }
    if (passphrase != null && privateKey == null) {
      throw new InvalidConnectionException(
          "privateKey", "missing; there is a passphrase, but no key it opens", null);
    }
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
