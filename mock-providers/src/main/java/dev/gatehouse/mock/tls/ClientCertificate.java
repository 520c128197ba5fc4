package dev.gatehouse.mock.tls;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A certificate by which a client can show in a TLS handshake who it is, with its key.
 *
 * @param chain its own certificate, and those above it
 * @param privateKey proves that it is the client's
 * @since 0.1
 */
public record ClientCertificate(List<X509Certificate> chain, PrivateKey privateKey) {
  public ClientCertificate {
    chain = List.copyOf(chain);
  }

  /** One that vouches for itself, which no authority has signed. */
  public static ClientCertificate selfSigned(CertificateRequest request) {
    KeyPair keys = Signing.newKeys();
    X509Certificate certificate =
        ClientLeaf.sign(request, keys.getPublic(), new Signing(request.subject(), keys));
    return new ClientCertificate(List.of(certificate), keys.getPrivate());
  }

  /** Its own certificate. */
  public X509Certificate certificate() {
    return chain.get(0);
  }

  /** The whole chain as PEM (RFC 7468), its own certificate first: curl's {@code --cert}. */
  public String certificatePem() {
    return chain.stream().map(Pem::of).collect(Collectors.joining());
  }

  /** The key as PEM, in the form of PKCS #8 without encryption: curl's {@code --key}. */
  public String privateKeyPem() {
    return Pem.of(privateKey);
  }

  /**
   * The key as PEM, encrypted: PKCS #8's {@code ENCRYPTED PRIVATE KEY} by PBES2 with AES-256 (RFC
   * 5958, section 3; RFC 8018, section 6.2): curl's {@code --key} with {@code --pass}.
   *
   * @param passphrase opens it again
   * @throws IllegalArgumentException if it is empty
   */
  public String encryptedPrivateKeyPem(char[] passphrase) {
    return Pem.encrypted(privateKey, passphrase);
  }

  /**
   * Both as a key store for {@code javax.net.ssl.KeyManagerFactory}.
   *
   * @param password protects the key in it
   */
  public KeyStore keyStore(char[] password) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, password);
      store.setKeyEntry("client", privateKey, password, chain.toArray(X509Certificate[]::new));
      return store;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("the key store cannot be made", e);
    }
  }

  /**
   * The same as the content of a PKCS #12 file (RFC 7292): curl's {@code --cert} with {@code
   * --cert-type P12}, Java's {@code javax.net.ssl.keyStore}.
   *
   * @param password protects the file and the key in it
   */
  public byte[] pkcs12(char[] password) {
    try (ByteArrayOutputStream file = new ByteArrayOutputStream()) {
      keyStore(password).store(file, password);
      return file.toByteArray();
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("the key store cannot be written", e);
    }
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "ClientCertificate[" + certificate().getSubjectX500Principal().getName() + "]";
  }
}
