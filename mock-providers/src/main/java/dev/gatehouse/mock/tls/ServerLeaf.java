package dev.gatehouse.mock.tls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.KeyPair;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
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
 * What a server's certificate is to say (RFC 5280, section 4.2).
 *
 * @param names subject alternative names: hosts and IP addresses; without any there is no extension
 * @param purpose of the key, such as TLS servers
 */
record ServerLeaf(
    X500Principal subject,
    KeyPair keys,
    List<String> names,
    KeyPurposeId purpose,
    Instant notBefore,
    Instant notAfter) {
  ServerLeaf {
    names = List.copyOf(names);
  }

  /** As it should be: valid since yesterday, for a year. */
  static ServerLeaf of(Collection<String> names) {
    Instant now = Instant.now();
    return new ServerLeaf(
        new X500Principal("CN=Gatehouse test server, O=Gatehouse"),
        Signing.newKeys(),
        List.copyOf(names),
        KeyPurposeId.id_kp_serverAuth,
        now.minus(Duration.ofDays(1)),
        now.plus(Duration.ofDays(365)));
  }

  ServerLeaf withSubject(String name) {
    return new ServerLeaf(new X500Principal(name), keys, names, purpose, notBefore, notAfter);
  }

  ServerLeaf withNames(String... others) {
    return new ServerLeaf(subject, keys, List.of(others), purpose, notBefore, notAfter);
  }

  ServerLeaf withKeys(KeyPair others) {
    return new ServerLeaf(subject, others, names, purpose, notBefore, notAfter);
  }

  ServerLeaf withPurpose(KeyPurposeId other) {
    return new ServerLeaf(subject, keys, names, other, notBefore, notAfter);
  }

  ServerLeaf withValidity(Instant from, Instant to) {
    return new ServerLeaf(subject, keys, names, purpose, from, to);
  }

  X509Certificate sign(Signing signing) {
    try {
      JcaX509ExtensionUtils identifiers = new JcaX509ExtensionUtils();
      JcaX509v3CertificateBuilder leaf =
          signing.certificate(subject, keys.getPublic(), notBefore, notAfter);
      leaf.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
      leaf.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
      leaf.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
      leaf.addExtension(
          Extension.authorityKeyIdentifier,
          false,
          identifiers.createAuthorityKeyIdentifier(signing.keys().getPublic()));
      leaf.addExtension(
          Extension.subjectKeyIdentifier,
          false,
          identifiers.createSubjectKeyIdentifier(keys.getPublic()));
      if (!names.isEmpty()) {
        leaf.addExtension(Extension.subjectAlternativeName, false, alternatives());
      }
      return signing.sign(leaf);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** RFC 5280, section 4.2.1.6: addresses and names are different kinds of name. */
  private GeneralNames alternatives() {
    return new GeneralNames(
        names.stream()
            .map(
                name ->
                    new GeneralName(
                        IPAddress.isValid(name) ? GeneralName.iPAddress : GeneralName.dNSName,
                        name))
            .toArray(GeneralName[]::new));
  }
}
