package dev.gatehouse.conformance.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Signs certificates of servers, also those that no authority would sign.
 *
 * @param chain its own certificate, and those above it
 * @param keys of its own certificate, on the curve P-256
 */
record Authority(List<X509Certificate> chain, KeyPair keys) {
  private static final Duration DECADE = Duration.ofDays(3650);

  Authority {
    chain = List.copyOf(chain);
  }

  /** One that nobody is above. */
  static Authority root(String commonName) {
    KeyPair keys = newKeys();
    X500Principal name = new X500Principal("CN=" + commonName);
    Instant now = Instant.now();
    JcaX509v3CertificateBuilder own =
        builder(name, name, keys.getPublic(), now.minus(DECADE), now.plus(DECADE));
    try {
      own.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
      own.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Authority(List.of(signed(own, keys)), keys);
  }

  /** With a key of its own, and everything above it. */
  ServerIdentity issue(CertificateDraft draft) {
    KeyPair own = newKeys();
    X500Principal issuer = chain.get(0).getSubjectX500Principal();
    List<X509Certificate> whole = new ArrayList<>();
    whole.add(signed(leaf(draft, issuer, own.getPublic()), keys));
    whole.addAll(chain);
    return new ServerIdentity(whole, own);
  }

  /** One that vouches for itself. */
  static ServerIdentity selfSigned(CertificateDraft draft) {
    KeyPair own = newKeys();
    return new ServerIdentity(
        List.of(signed(leaf(draft, draft.subject(), own.getPublic()), own)), own);
  }

  /** Its certificate as PEM (RFC 7468). */
  String pem() {
    try {
      Base64.Encoder lines = Base64.getMimeEncoder(64, new byte[] {'\n'});
      return "-----BEGIN CERTIFICATE-----\n"
          + lines.encodeToString(chain.get(0).getEncoded())
          + "\n-----END CERTIFICATE-----\n";
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JcaX509v3CertificateBuilder leaf(
      CertificateDraft draft, X500Principal issuer, PublicKey key) {
    JcaX509v3CertificateBuilder leaf =
        builder(issuer, draft.subject(), key, draft.notBefore(), draft.notAfter());
    try {
      leaf.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
      leaf.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
      leaf.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(draft.purpose()));
      if (!draft.names().isEmpty()) {
        leaf.addExtension(
            Extension.subjectAlternativeName,
            false,
            new GeneralNames(draft.names().toArray(GeneralName[]::new)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return leaf;
  }

  private static JcaX509v3CertificateBuilder builder(
      X500Principal issuer, X500Principal subject, PublicKey key, Instant from, Instant to) {
    BigInteger serial = new BigInteger(127, new SecureRandom()).setBit(0);
    return new JcaX509v3CertificateBuilder(
        issuer, serial, Date.from(from), Date.from(to), subject, key);
  }

  private static X509Certificate signed(JcaX509v3CertificateBuilder certificate, KeyPair by) {
    try {
      return new JcaX509CertificateConverter()
          .getCertificate(
              certificate.build(
                  new JcaContentSignerBuilder("SHA256withECDSA").build(by.getPrivate())));
    } catch (GeneralSecurityException | OperatorCreationException e) {
      throw new IllegalStateException("the certificate cannot be signed", e);
    }
  }

  private static KeyPair newKeys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has the curve P-256", e);
    }
  }
}
