package dev.gatehouse.mock.oauth2.internal.certificate;

import dev.gatehouse.mock.oauth2.CertificateSubject;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;

/** The certificate names the client it is registered for (RFC 8705, section 2.1.2). */
final class MatchSubject {
  /** RFC 5280, section 4.2.1.6: the numbers of the kinds of name. */
  private static final int EMAIL = 1;

  private static final int DNS = 2;
  private static final int URI = 6;
  private static final int IP = 7;

  private MatchSubject() {}

  /** Why it does not, or empty when it does. */
  static Optional<String> violation(X509Certificate certificate, CertificateSubject wanted) {
    return switch (wanted.kind()) {
      case SUBJECT_DN -> distinguishedName(certificate.getSubjectX500Principal(), wanted);
      case SAN_DNS -> alternative(certificate, wanted, DNS);
      case SAN_URI -> alternative(certificate, wanted, URI);
      case SAN_IP -> alternative(certificate, wanted, IP);
      case SAN_EMAIL -> alternative(certificate, wanted, EMAIL);
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
      X509Certificate certificate, CertificateSubject wanted, int kind) {
    List<String> came = alternatives(certificate, kind);
    String right = canonical(wanted.value(), kind);
    return came.stream().anyMatch(name -> canonical(name, kind).equals(right))
        ? Optional.empty()
        : Optional.of(
            "its subject alternative names of the kind asked for are: "
                + (came.isEmpty() ? "none" : String.join(", ", came))
                + "; the client is registered for the "
                + wanted.kind().parameter()
                + " "
                + wanted.value());
  }

  private static String canonical(String name, int kind) {
    return switch (kind) {
      case DNS -> name.toLowerCase(Locale.ROOT);
      case IP -> IpLiteral.canonical(name).orElse(name);
      case EMAIL -> {
        int at = name.lastIndexOf('@') + 1;
        yield name.substring(0, at) + name.substring(at).toLowerCase(Locale.ROOT);
      }
      default -> name;
    };
  }

  private static List<String> alternatives(X509Certificate certificate, int kind) {
    try {
      Collection<List<?>> names = certificate.getSubjectAlternativeNames();
      return names == null
          ? List.of()
          : names.stream()
              .filter(name -> name.get(0).equals(kind))
              .map(name -> String.valueOf(name.get(1)))
              .toList();
    } catch (CertificateParsingException e) {
      return List.of();
    }
  }
}
