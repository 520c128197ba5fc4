package dev.gatehouse.mock.oauth2;

import dev.gatehouse.mock.tls.internal.DistinguishedName;
import dev.gatehouse.mock.tls.internal.IpLiteral;

/**
 * The one name that a client's TLS certificate must have (RFC 8705, section 2.1.2).
 *
 * @param kind where in the certificate
 * @param value what it says there
 * @since 0.1
 */
public record CertificateSubject(Kind kind, String value) {
  /**
   * Where a certificate can name its owner.
   *
   * @since 0.1
   */
  public enum Kind {
    /** Its subject, as RFC 4514 writes distinguished names: the most particular part first. */
    SUBJECT_DN("tls_client_auth_subject_dn"),
    /** A DNS name among its subject alternative names; compared without case. */
    SAN_DNS("tls_client_auth_san_dns"),
    /** A URI among them; compared character by character. */
    SAN_URI("tls_client_auth_san_uri"),
    /** An IP address among them, version 4 or 6, in any of its textual forms. */
    SAN_IP("tls_client_auth_san_ip"),
    /** An email address among them; compared with case before the at sign and without behind it. */
    SAN_EMAIL("tls_client_auth_san_email");

    private final String parameter;

    Kind(String parameter) {
      this.parameter = parameter;
    }

    /** What client metadata calls it. */
    public String parameter() {
      return parameter;
    }
  }

  /**
   * @throws IllegalArgumentException if the value cannot be a name of that kind
   */
  public CertificateSubject {
    if (value.isEmpty()) {
      throw new IllegalArgumentException(kind.parameter() + ": must not be empty");
    }
    if (kind == Kind.SUBJECT_DN) {
      requireDistinguishedName(value);
    }
    if (kind == Kind.SAN_IP && IpLiteral.canonical(value).isEmpty()) {
      throw new IllegalArgumentException(
          kind.parameter() + ": must be an IP address, not: " + value);
    }
  }

  /** A distinguished name, for example {@code CN=orders,O=Example,C=DE}. */
  public static CertificateSubject dn(String name) {
    return new CertificateSubject(Kind.SUBJECT_DN, name);
  }

  private static void requireDistinguishedName(String name) {
    try {
      DistinguishedName.of(name);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          Kind.SUBJECT_DN.parameter()
              + ": must be a distinguished name such as CN=orders,O=Example (RFC 4514), not: "
              + name,
          e);
    }
  }
}
