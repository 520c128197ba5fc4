package dev.gatehouse.mock.tls;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Who signs certificates, on the curve P-256.
 *
 * @param name the issuer in what it signs
 * @param keys its own
 * @param algorithm how it signs
 */
record Signing(X500Principal name, KeyPair keys, String algorithm) {
  /** By SHA-256. */
  Signing(X500Principal name, KeyPair keys) {
    this(name, keys, "SHA256withECDSA");
  }

  static KeyPair newKeys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has the curve P-256", e);
    }
  }

  /** The same by SHA-1, as nobody should since 2017 (RFC 9155). */
  Signing withSha1() {
    return new Signing(name, keys, "SHA1withECDSA");
  }

  /** A certificate to be filled and signed, with a serial number of its own. */
  JcaX509v3CertificateBuilder certificate(
      X500Principal subject, PublicKey key, Instant notBefore, Instant notAfter) {
    return new JcaX509v3CertificateBuilder(
        name,
        new BigInteger(127, new SecureRandom()).setBit(0),
        Date.from(notBefore),
        Date.from(notAfter),
        subject,
        key);
  }

  X509Certificate sign(JcaX509v3CertificateBuilder certificate) {
    try {
      return new JcaX509CertificateConverter().getCertificate(certificate.build(signer()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the certificate cannot be signed", e);
    }
  }

  ContentSigner signer() {
    try {
      return new JcaContentSignerBuilder(algorithm).build(keys.getPrivate());
    } catch (OperatorCreationException e) {
      throw new IllegalStateException("nothing can be signed by " + algorithm, e);
    }
  }
}
