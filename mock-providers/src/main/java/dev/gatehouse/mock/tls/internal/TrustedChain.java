package dev.gatehouse.mock.tls.internal;

import java.security.GeneralSecurityException;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertPathValidatorException.Reason;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXReason;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.x509.Certificate;

/**
 * A certificate for clients leads to an authority that is trusted (RFC 8705, section 2.1; RFC 5280,
 * section 6). Revocation lists and responders are not asked: there are none in a test.
 *
 * @param authorities those that are trusted; asked for when a certificate comes
 */
public record TrustedChain(Supplier<Collection<X509Certificate>> authorities) {
  private static final String CLIENTS = "1.3.6.1.5.5.7.3.2";
  private static final String ANYBODY = "2.5.29.37.0";

  /** Why it does not, or empty when it does. */
  public Optional<CertificateProblem> problem(List<X509Certificate> chain, Instant now) {
    for (X509Certificate certificate : chain) {
      Optional<CertificateProblem> outdated = CheckValidity.problem(certificate, now);
      if (outdated.isPresent()) {
        return certificate.equals(chain.get(0))
            ? outdated
            : outdated.map(above -> above.of(subject(certificate)));
      }
      if (unusedBits(certificate) != 0) {
        return Optional.of(
            new CertificateProblem(
                "wrong-signature",
                "its signature, or that of one above it, ends within an octet; it was altered"));
      }
    }
    Optional<CertificateProblem> broken = broken(chain, now);
    return broken.isPresent() ? broken : purpose(chain.get(0));
  }

  /** Java reads over them, so that two texts would pass for one certificate. */
  private static int unusedBits(X509Certificate certificate) {
    try {
      return Certificate.getInstance(certificate.getEncoded()).getSignature().getPadBits();
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a certificate that was read has no encoding", e);
    }
  }

  private Optional<CertificateProblem> broken(List<X509Certificate> chain, Instant now) {
    Collection<X509Certificate> trusted = authorities.get();
    List<X509Certificate> path = new ArrayList<>(chain);
    while (path.size() > 1 && trusted.contains(path.get(path.size() - 1))) {
      path.remove(path.size() - 1);
    }
    try {
      PKIXParameters parameters =
          new PKIXParameters(
              trusted.stream().map(ca -> new TrustAnchor(ca, null)).collect(Collectors.toSet()));
      parameters.setRevocationEnabled(false);
      parameters.setDate(Date.from(now));
      CertPath certificates = CertificateFactory.getInstance("X.509").generateCertPath(path);
      CertPathValidator.getInstance("PKIX").validate(certificates, parameters);
      return Optional.empty();
    } catch (CertPathValidatorException e) {
      return Optional.of(problem(e.getReason(), chain, trusted));
    } catch (GeneralSecurityException e) {
      return Optional.of(invalid("it cannot be judged: " + e.getMessage()));
    }
  }

  private static CertificateProblem problem(
      Reason reason, List<X509Certificate> chain, Collection<X509Certificate> trusted) {
    String names = trusted.stream().map(TrustedChain::subject).collect(Collectors.joining("; or "));
    if (reason == BasicReason.INVALID_SIGNATURE) {
      return new CertificateProblem(
          "wrong-signature",
          "it, or one above it, bears the name of its authority but not its signature; trusted is: "
              + names);
    }
    if (reason == PKIXReason.NO_TRUST_ANCHOR) {
      X509Certificate last = chain.get(chain.size() - 1);
      return chain.size() == 1
              && last.getIssuerX500Principal().equals(last.getSubjectX500Principal())
          ? new CertificateProblem(
              "self-signed",
              "it leads to "
                  + DistinguishedName.text(last.getIssuerX500Principal())
                  + ", itself, which is not trusted here: it is self-signed; trusted is: "
                  + names)
          : new CertificateProblem(
              "other-authority",
              "it leads to "
                  + DistinguishedName.text(last.getIssuerX500Principal())
                  + ", which is not trusted here; trusted is: "
                  + names);
    }
    return invalid("its chain is not valid (" + reason + ", RFC 5280, section 6)");
  }

  private static CertificateProblem invalid(String words) {
    return new CertificateProblem("invalid-chain", words);
  }

  /** RFC 5280, section 4.2.1.12: what it may be used for, if it says so. */
  private static Optional<CertificateProblem> purpose(X509Certificate certificate) {
    try {
      List<String> purposes = certificate.getExtendedKeyUsage();
      return purposes == null || purposes.contains(CLIENTS) || purposes.contains(ANYBODY)
          ? Optional.empty()
          : Optional.of(
              new CertificateProblem(
                  "not-for-clients",
                  "its extended key usage does not allow TLS clients (id-kp-clientAuth); is it a"
                      + " server's?"));
    } catch (CertificateParsingException e) {
      return Optional.of(invalid("its extended key usage cannot be read"));
    }
  }

  private static String subject(X509Certificate certificate) {
    return DistinguishedName.text(certificate.getSubjectX500Principal());
  }
}
