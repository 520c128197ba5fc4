package dev.gatehouse.mock.tls.internal;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;

/** A certificate is good from one day to another, both included (RFC 5280, section 4.1.2.5). */
public final class CheckValidity {
  private CheckValidity() {}

  /** Why it is not, by the server's clock, or empty when it is. */
  public static Optional<CertificateProblem> problem(X509Certificate certificate, Instant now) {
    Instant from = certificate.getNotBefore().toInstant();
    Instant to = certificate.getNotAfter().toInstant();
    if (now.isBefore(from)) {
      return Optional.of(
          new CertificateProblem(
              "not-yet-valid", "it is valid from " + from + "; the server's clock says " + now));
    }
    return now.isAfter(to)
        ? Optional.of(
            new CertificateProblem(
                "expired", "it expired at " + to + "; the server's clock says " + now))
        : Optional.empty();
  }
}
