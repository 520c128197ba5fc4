package dev.gatehouse.mock.tls.internal;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * The kinds of subject alternative name that clients are told apart by (RFC 5280, section 4.2.1.6).
 */
public enum AlternativeNames {
  EMAIL(1),
  DNS(2),
  URI(6),
  IP(7);

  private final int number;

  AlternativeNames(int number) {
    this.number = number;
  }

  /** Those of a certificate, in their order. */
  public List<String> of(X509Certificate certificate) {
    try {
      Collection<List<?>> names = certificate.getSubjectAlternativeNames();
      return names == null
          ? List.of()
          : names.stream()
              .filter(name -> name.get(0).equals(number))
              .map(name -> String.valueOf(name.get(1)))
              .toList();
    } catch (CertificateParsingException e) {
      return List.of();
    }
  }

  /** Whether a certificate has one, compared as names of its kind are. */
  public boolean contain(X509Certificate certificate, String wanted) {
    String right = canonical(wanted);
    return of(certificate).stream().anyMatch(name -> canonical(name).equals(right));
  }

  private String canonical(String name) {
    return switch (this) {
      case DNS -> name.toLowerCase(Locale.ROOT);
      case IP -> IpLiteral.canonical(name).orElse(name);
      case EMAIL -> {
        int at = name.lastIndexOf('@') + 1;
        yield name.substring(0, at) + name.substring(at).toLowerCase(Locale.ROOT);
      }
      case URI -> name;
    };
  }
}
