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
import javax.net.ssl.SSLContext;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;

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

  private final Signing signing;
  private final X509Certificate certificate;

  private CertificateAuthority(String name) {
    signing = new Signing(new X500Principal(name), Signing.newKeys());
    try {
      JcaX509v3CertificateBuilder own = builder(signing.name(), signing.keys());
      own.addExtension(Extension.basicConstraints, true, new BasicConstraints(1));
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

  /**
   * A new key store with its certificate and no other, for {@code
   * javax.net.ssl.TrustManagerFactory}.
   */
  public KeyStore trustStore() {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setCertificateEntry("ca", certificate);
      return store;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("the key store cannot be made", e);
    }
  }

  /** A certificate for a client, with a new key. */
  public ClientCertificate issue(CertificateRequest request) {
    KeyPair keys = Signing.newKeys();
    return new ClientCertificate(
        List.of(ClientLeaf.sign(request, keys.getPublic(), signing), certificate),
        keys.getPrivate());
  }

  /**
   * A context for servers with a new key and a certificate for the loopback names and these, wrong
   * in one way or in none. It lets every client certificate through, to be judged by whoever wants
   * one.
   *
   * @param host whom clients ask for
   * @param hosts names and IP addresses
   */
  public SSLContext serverContext(TlsFlaw flaw, String host, Set<String> hosts) {
    return serverCertificate(flaw, host, hosts).context(new AnyClient());
  }

  /** The same, but the handshake fails without a client certificate that is trusted. */
  public SSLContext serverContext(String host, Set<String> hosts, ClientTrust clients) {
    return serverCertificate(TlsFlaw.NONE, host, hosts).context(new TrustedClient(clients));
  }

  ServerCertificate serverCertificate(TlsFlaw flaw, String host, Set<String> hosts) {
    return new FlawedServer(this, host, names(hosts)).certificate(flaw);
  }

  ServerCertificate signed(ServerLeaf leaf) {
    return new ServerCertificate(
        List.of(leaf.sign(signing), certificate), leaf.keys().getPrivate());
  }

  Signing signing() {
    return signing;
  }

  private static List<String> names(Set<String> hosts) {
    Set<String> names = new LinkedHashSet<>(List.of("localhost", "127.0.0.1", "::1"));
    names.addAll(new TreeSet<>(hosts));
    return List.copyOf(names);
  }

  private JcaX509v3CertificateBuilder builder(X500Principal subject, KeyPair subjectKeys) {
    Instant now = Instant.now();
    return signing.certificate(
        subject, subjectKeys.getPublic(), now.minus(BACKDATED), now.plus(LIFETIME));
  }
}
