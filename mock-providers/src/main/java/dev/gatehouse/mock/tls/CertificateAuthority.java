package dev.gatehouse.mock.tls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.util.IPAddress;

/**
 * A certificate authority. The one of the JVM lives as long as that and signs the servers'
 * certificates; its key exists in memory only. Dates are of the real time, however far tests move
 * their clocks: clients judge certificates by theirs.
 *
 * @since 0.1
 */
public final class CertificateAuthority {
  private static final Duration BACKDATED = Duration.ofDays(1);
  private static final Duration LIFETIME = Duration.ofDays(365);
  private static final X500Principal SERVER =
      new X500Principal("CN=Gatehouse test server, O=Gatehouse");

  private final Signing signing;
  private final X509Certificate certificate;

  private CertificateAuthority(String name) {
    signing = new Signing(new X500Principal(name), Signing.newKeys());
    try {
      JcaX509v3CertificateBuilder own = builder(signing.name(), signing.keys());
      own.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
      own.addExtension(
          Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
      own.addExtension(
          Extension.subjectKeyIdentifier,
          false,
          new JcaX509ExtensionUtils().createSubjectKeyIdentifier(signing.keys().getPublic()));
      certificate = signing.sign(own);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Holder {
    static final CertificateAuthority INSTANCE =
        new CertificateAuthority("CN=Gatehouse test CA, O=Gatehouse");
  }

  /** The one of this JVM, made when it is first asked for. */
  public static CertificateAuthority ofThisJvm() {
    return Holder.INSTANCE;
  }

  /**
   * Another one, which no server trusts unless told to.
   *
   * @param name a distinguished name as RFC 4514 writes it: {@code CN=Partner CA,O=Example}
   * @throws IllegalArgumentException if it is none
   */
  public static CertificateAuthority named(String name) {
    return new CertificateAuthority(name);
  }

  /** Its certificate, to be trusted. */
  public X509Certificate certificate() {
    return certificate;
  }

  /** Its certificate, to be trusted, as PEM (RFC 7468). */
  public String pem() {
    return Pem.of(certificate);
  }

  /** A certificate for a client, with a new key. */
  public ClientCertificate issue(CertificateRequest request) {
    KeyPair keys = Signing.newKeys();
    return new ClientCertificate(
        List.of(ClientLeaf.sign(request, keys.getPublic(), signing), certificate),
        keys.getPrivate());
  }

  /**
   * A context for servers with a new key and a certificate for the loopback names and these. It
   * lets every client certificate through, to be judged by whoever wants one.
   *
   * @param hosts names and IP addresses
   */
  public SSLContext serverContext(Set<String> hosts) {
    try {
      KeyPair leafKeys = Signing.newKeys();
      char[] noPassword = {};
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, noPassword);
      store.setKeyEntry(
          "server",
          leafKeys.getPrivate(),
          noPassword,
          new X509Certificate[] {leaf(hosts, leafKeys), certificate});
      KeyManagerFactory managers =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      managers.init(store, noPassword);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(managers.getKeyManagers(), new TrustManager[] {new AnyClient()}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no certificate can be made for " + hosts, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private X509Certificate leaf(Set<String> hosts, KeyPair leafKeys)
      throws NoSuchAlgorithmException, IOException {
    JcaX509ExtensionUtils identifiers = new JcaX509ExtensionUtils();
    JcaX509v3CertificateBuilder leaf = builder(SERVER, leafKeys);
    leaf.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
    leaf.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
    leaf.addExtension(
        Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
    leaf.addExtension(
        Extension.authorityKeyIdentifier,
        false,
        identifiers.createAuthorityKeyIdentifier(signing.keys().getPublic()));
    leaf.addExtension(
        Extension.subjectKeyIdentifier,
        false,
        identifiers.createSubjectKeyIdentifier(leafKeys.getPublic()));
    leaf.addExtension(Extension.subjectAlternativeName, false, names(hosts));
    return signing.sign(leaf);
  }

  /** RFC 5280, section 4.2.1.6: addresses and names are different kinds of name. */
  private static GeneralNames names(Set<String> hosts) {
    Set<String> names = new LinkedHashSet<>(List.of("localhost", "127.0.0.1", "::1"));
    names.addAll(new TreeSet<>(hosts));
    return new GeneralNames(
        names.stream()
            .map(
                name ->
                    new GeneralName(
                        IPAddress.isValid(name) ? GeneralName.iPAddress : GeneralName.dNSName,
                        name))
            .toArray(GeneralName[]::new));
  }

  private JcaX509v3CertificateBuilder builder(X500Principal subject, KeyPair subjectKeys) {
    Instant now = Instant.now();
    return signing.certificate(
        subject, subjectKeys.getPublic(), now.minus(BACKDATED), now.plus(LIFETIME));
  }
}
