package dev.gatehouse.mock.tls;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;

/**
 * What a client certificate is to say.
 *
 * @since 0.1
 */
public final class CertificateRequest {
  private final X500Principal subject;
  private final List<GeneralName> names;
  private final Instant notBefore;
  private final Instant notAfter;

  private CertificateRequest(
      X500Principal subject, List<GeneralName> names, Instant notBefore, Instant notAfter) {
    this.subject = subject;
    this.names = List.copyOf(names);
    this.notBefore = notBefore;
    this.notAfter = notAfter;
  }

  /**
   * A certificate valid since yesterday, for a year.
   *
   * @param subject a distinguished name as RFC 4514 writes it: {@code CN=orders,O=Example}
   * @throws IllegalArgumentException if it is none
   */
  public static CertificateRequest of(String subject) {
    Instant now = Instant.now();
    return new CertificateRequest(
        new X500Principal(subject),
        List.of(),
        now.minus(Duration.ofDays(1)),
        now.plus(Duration.ofDays(365)));
  }

  /** With a DNS name among its subject alternative names; so for the others. */
  public CertificateRequest withDns(String name) {
    return with(GeneralName.dNSName, name);
  }

  /** With a URI. */
  public CertificateRequest withUri(String uri) {
    return with(GeneralName.uniformResourceIdentifier, uri);
  }

  /** With an IP address, version 4 or 6. */
  public CertificateRequest withIp(String address) {
    return with(GeneralName.iPAddress, address);
  }

  /** With an email address. */
  public CertificateRequest withEmail(String address) {
    return with(GeneralName.rfc822Name, address);
  }

  private CertificateRequest with(int kind, String value) {
    List<GeneralName> more = new ArrayList<>(names);
    more.add(new GeneralName(kind, value));
    return new CertificateRequest(subject, more, notBefore, notAfter);
  }

  /** Valid between these, in whole seconds. */
  public CertificateRequest withValidity(Instant from, Instant to) {
    return new CertificateRequest(subject, names, from, to);
  }

  X500Principal subject() {
    return subject;
  }

  GeneralNames names() {
    return new GeneralNames(names.toArray(GeneralName[]::new));
  }

  boolean hasNames() {
    return !names.isEmpty();
  }

  Instant notBefore() {
    return notBefore;
  }

  Instant notAfter() {
    return notAfter;
  }
}
