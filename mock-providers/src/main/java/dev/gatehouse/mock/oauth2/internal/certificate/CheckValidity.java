package dev.gatehouse.mock.oauth2.internal.certificate;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;

/** A certificate is good from one day to another, both included (RFC 5280, section 4.1.2.5). */
final class CheckValidity {
  private CheckValidity() {}

  /** Why it is not, by the server's clock, or empty when it is. */
  static Optional<String> violation(X509Certificate certificate, Instant now) {
    Instant from = certificate.getNotBefore().toInstant();
    Instant to = certificate.getNotAfter().toInstant();
    if (now.isBefore(from)) {
      return Optional.of("it is valid from " + from + "; the server's clock says " + now);
    }
    return now.isAfter(to)
        ? Optional.of("it expired at " + to + "; the server's clock says " + now)
        : Optional.empty();
  }
}
