package dev.gatehouse.mock.oauth2.internal.certificate;

import dev.gatehouse.mock.oauth2.CertificateSubject;
import dev.gatehouse.mock.tls.internal.AlternativeNames;
import dev.gatehouse.mock.tls.internal.DistinguishedName;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;

/** The certificate names the client it is registered for (RFC 8705, section 2.1.2). */
final class MatchSubject {
  private MatchSubject() {}

  /** Why it does not, or empty when it does. */
  static Optional<String> violation(X509Certificate certificate, CertificateSubject wanted) {
    return switch (wanted.kind()) {
      case SUBJECT_DN -> distinguishedName(certificate.getSubjectX500Principal(), wanted);
      case SAN_DNS -> alternative(certificate, wanted, AlternativeNames.DNS);
      case SAN_URI -> alternative(certificate, wanted, AlternativeNames.URI);
      case SAN_IP -> alternative(certificate, wanted, AlternativeNames.IP);
      case SAN_EMAIL -> alternative(certificate, wanted, AlternativeNames.EMAIL);
    };
  }

  private static Optional<String> distinguishedName(X500Principal came, CertificateSubject wanted) {
    X500Principal right = DistinguishedName.of(wanted.value());
    if (came.equals(right)) {
      return Optional.empty();
    }
    return Optional.of(
        "its subject is "
            + DistinguishedName.text(came)
            + ", and the client is registered for "
            + wanted.value()
            + (DistinguishedName.reversed(came, right)
                ? ": the same parts in the other direction; RFC 4514 writes the last part of the"
                    + " certificate's subject first"
                : ""));
  }

  private static Optional<String> alternative(
      X509Certificate certificate, CertificateSubject wanted, AlternativeNames kind) {
    if (kind.contain(certificate, wanted.value())) {
      return Optional.empty();
    }
    List<String> came = kind.of(certificate);
    return Optional.of(
        "its subject alternative names of the kind asked for are: "
            + (came.isEmpty() ? "none" : String.join(", ", came))
            + "; the client is registered for the "
            + wanted.kind().parameter()
            + " "
            + wanted.value());
  }
}
