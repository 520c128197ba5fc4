package dev.gatehouse.mock.tls;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.KeyPurposeId;

/**
 * The certificate of a server with a flaw: wrong in that way and in no other.
 *
 * @param authority signs all that is not to be signed by another
 * @param host whom clients ask for
 * @param names of the server, the host among them
 */
record FlawedServer(CertificateAuthority authority, String host, List<String> names) {
  FlawedServer {
    names = List.copyOf(names);
  }

  ServerCertificate certificate(TlsFlaw flaw) {
    ServerLeaf good = ServerLeaf.of(names);
    Instant now = Instant.now();
    return switch (flaw) {
      case NONE, TLS_1_0, TLS_1_1, REVOKED, CLIENT_CERTIFICATE_DEMANDED -> signed(good);
      case EXPIRED ->
          signed(
              good.withValidity(now.minus(Duration.ofHours(20)), now.minus(Duration.ofHours(1))));
      case NOT_YET_VALID ->
          signed(good.withValidity(now.plus(Duration.ofDays(30)), now.plus(Duration.ofDays(60))));
      case WRONG_HOST -> signed(good.withNames("wrong.gatehouse.example"));
      case CN_ONLY -> signed(good.withSubject("CN=" + host + ", O=Gatehouse").withNames());
      case WILDCARD_MISUSED -> signed(good.withNames("*", "*.0.0.1", "*.gatehouse.example"));
      case SELF_SIGNED -> {
        X509Certificate own = good.sign(new Signing(good.subject(), good.keys()));
        yield new ServerCertificate(List.of(own), good.keys().getPrivate());
      }
      case UNKNOWN_CA ->
          CertificateAuthority.named("CN=Gatehouse unknown CA, O=Gatehouse").signed(good);
      case WRONG_KEY_USAGE -> signed(good.withPurpose(KeyPurposeId.id_kp_clientAuth));
      case INTERMEDIATE_MISSING -> {
        X509Certificate leaf =
            good.sign(
                new Signing(
                    new X500Principal("CN=Gatehouse intermediate CA, O=Gatehouse"),
                    Signing.newKeys()));
        yield new ServerCertificate(List.of(leaf), good.keys().getPrivate());
      }
      case LEAF_SIGNED_BY_LEAF -> signedByALeaf(good);
      case WEAK_KEY -> signed(good.withKeys(rsa(1000)));
      case SHA1 ->
          new ServerCertificate(
              List.of(good.sign(authority.signing().withSha1()), authority.certificate()),
              good.keys().getPrivate());
    };
  }

  private ServerCertificate signed(ServerLeaf leaf) {
    return authority.signed(leaf);
  }

  private ServerCertificate signedByALeaf(ServerLeaf good) {
    ServerLeaf other = ServerLeaf.of(names).withSubject("CN=Gatehouse other server, O=Gatehouse");
    X509Certificate leaf = good.sign(new Signing(other.subject(), other.keys()));
    return new ServerCertificate(
        List.of(leaf, other.sign(authority.signing()), authority.certificate()),
        good.keys().getPrivate());
  }

  private static KeyPair rsa(int bits) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(bits);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has RSA", e);
    }
  }
}
