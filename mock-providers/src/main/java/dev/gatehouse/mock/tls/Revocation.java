package dev.gatehouse.mock.tls;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.ocsp.OCSPResponse;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.jcajce.JcaCertificateID;
import org.bouncycastle.operator.DigestCalculator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/** An authority's word that it has revoked a certificate (RFC 6960, section 4.2). */
final class Revocation {
  private Revocation() {}

  /** Revoked an hour ago, said now. */
  static OCSPResponse of(X509Certificate revoked, X509Certificate issuer, Signing authority) {
    Instant now = Instant.now();
    try {
      DigestCalculator sha1 =
          new JcaDigestCalculatorProviderBuilder().build().get(CertificateID.HASH_SHA1);
      BasicOCSPRespBuilder response =
          new BasicOCSPRespBuilder(
              SubjectPublicKeyInfo.getInstance(issuer.getPublicKey().getEncoded()), sha1);
      response.addResponse(
          new JcaCertificateID(sha1, issuer, revoked.getSerialNumber()),
          new RevokedStatus(Date.from(now.minus(Duration.ofHours(1))), CRLReason.keyCompromise),
          Date.from(now.minus(Duration.ofMinutes(5))),
          Date.from(now.plus(Duration.ofDays(1))),
          null);
      return new OCSPRespBuilder()
          .build(
              OCSPRespBuilder.SUCCESSFUL,
              response.build(authority.signer(), new X509CertificateHolder[0], Date.from(now)))
          .toASN1Structure();
    } catch (GeneralSecurityException | OperatorCreationException | OCSPException e) {
      throw new IllegalStateException("no OCSP response can be made", e);
    }
  }
}
