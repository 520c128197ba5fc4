package dev.gatehouse.mock.tls;

import dev.gatehouse.mock.tls.internal.AlternativeNames;
import dev.gatehouse.mock.tls.internal.DistinguishedName;
import dev.gatehouse.mock.tls.internal.IpLiteral;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a client's certificate can be known by.
 *
 * @since 0.1
 */
public sealed interface CertificateName {
  /** Whether a certificate has it. */
  boolean names(X509Certificate certificate);

  /**
   * Its subject, as RFC 4514 writes it: the most particular part first. Names compare part by part
   * in their order, without regard to case and repeated spaces (RFC 4517, section 4.2.15).
   *
   * @param name for example {@code CN=orders,O=Example,C=DE}
   */
  record Subject(String name) implements CertificateName {
    /**
     * @throws IllegalArgumentException if it is no distinguished name
     */
    public Subject {
      try {
        DistinguishedName.of(name);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "subject: must be a distinguished name such as CN=orders,O=Example (RFC 4514), not: "
                + name,
            e);
      }
    }

    @Override
    public boolean names(X509Certificate certificate) {
      return certificate.getSubjectX500Principal().equals(DistinguishedName.of(name));
    }

    @Override
    public String toString() {
      return "the subject " + name;
    }
  }

  /** A DNS name among its subject alternative names, compared without case. */
  record Dns(String name) implements CertificateName {
    /**
     * @throws IllegalArgumentException if it is empty
     */
    public Dns {
      requireText("dns", name);
    }

    @Override
    public boolean names(X509Certificate certificate) {
      return AlternativeNames.DNS.contain(certificate, name);
    }

    @Override
    public String toString() {
      return "the DNS name " + name;
    }
  }

  /** A URI among its subject alternative names, compared character by character. */
  record Uri(String name) implements CertificateName {
    /**
     * @throws IllegalArgumentException if it is empty
     */
    public Uri {
      requireText("uri", name);
    }

    @Override
    public boolean names(X509Certificate certificate) {
      return AlternativeNames.URI.contain(certificate, name);
    }

    @Override
    public String toString() {
      return "the URI " + name;
    }
  }

  /**
   * An email address among its subject alternative names, compared with case before the at sign and
   * without behind it (RFC 5280, section 7.5).
   */
  record Email(String name) implements CertificateName {
    /**
     * @throws IllegalArgumentException if it is empty
     */
    public Email {
      requireText("email", name);
    }

    @Override
    public boolean names(X509Certificate certificate) {
      return AlternativeNames.EMAIL.contain(certificate, name);
    }

    @Override
    public String toString() {
      return "the email address " + name;
    }
  }

  /** An IP address among its subject alternative names, in any of its textual forms. */
  record Ip(String name) implements CertificateName {
    /**
     * @throws IllegalArgumentException if it is no address
     */
    public Ip {
      if (IpLiteral.canonical(name).isEmpty()) {
        throw new IllegalArgumentException("ip: must be an IP address, not: " + name);
      }
    }

    @Override
    public boolean names(X509Certificate certificate) {
      return AlternativeNames.IP.contain(certificate, name);
    }

    @Override
    public String toString() {
      return "the IP address " + name;
    }
  }

  /**
   * The SHA-256 hash of the whole certificate.
   *
   * @param sha256 in hexadecimal, with colons or without, as {@code openssl x509 -fingerprint
   *     -sha256} prints it
   */
  record Fingerprint(String sha256) implements CertificateName {
    /**
     * @throws IllegalArgumentException if it is none
     */
    public Fingerprint {
      String given = sha256;
      sha256 = given.replace(":", "").toLowerCase(Locale.ROOT);
      if (!sha256.matches("[0-9a-f]{64}")) {
        throw new IllegalArgumentException(
            "fingerprint: must be a SHA-256 of 64 hexadecimal digits, not: " + given);
      }
    }

    /** That of a certificate. */
    public static Fingerprint of(X509Certificate certificate) {
      try {
        return new Fingerprint(
            HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded())));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("a certificate has an encoding, and Java SHA-256", e);
      }
    }

    @Override
    public boolean names(X509Certificate certificate) {
      return equals(of(certificate));
    }

    @Override
    public String toString() {
      return "the SHA-256 fingerprint " + sha256;
    }
  }

  /** Whether a certificate has a subject's parts in the other direction: a common mistake. */
  static boolean reversed(CertificateName name, X509Certificate certificate) {
    return name instanceof Subject subject
        && DistinguishedName.reversed(
            certificate.getSubjectX500Principal(), DistinguishedName.of(subject.name()));
  }

  /** All that a certificate can be known by, in words. */
  static String all(X509Certificate certificate) {
    Stream<Object> alternatives =
        Stream.of(
                AlternativeNames.DNS.of(certificate).stream().map(Dns::new),
                AlternativeNames.URI.of(certificate).stream().map(Uri::new),
                AlternativeNames.EMAIL.of(certificate).stream().map(Email::new),
                AlternativeNames.IP.of(certificate).stream().map(Ip::new))
            .flatMap(names -> names);
    Subject subject = new Subject(DistinguishedName.text(certificate.getSubjectX500Principal()));
    return Stream.of(Stream.of(subject), alternatives, Stream.of(Fingerprint.of(certificate)))
        .flatMap(names -> names)
        .map(Object::toString)
        .collect(Collectors.joining(", "));
  }

  private static void requireText(String kind, String name) {
    if (name.isBlank()) {
      throw new IllegalArgumentException(kind + ": must not be empty");
    }
  }
}
