package dev.gatehouse.conformance.check;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.KeyPurposeId;

/**
 * What a server's certificate is to say.
 *
 * @param names subject alternative names; none for no such extension
 * @param purpose what it is for (RFC 5280, section 4.2.1.12)
 */
record CertificateDraft(
    X500Principal subject,
    List<GeneralName> names,
    Instant notBefore,
    Instant notAfter,
    KeyPurposeId purpose) {

  /** For a server, valid since yesterday and for a month, without any name but this. */
  static CertificateDraft of(String commonName) {
    Instant now = Instant.now();
    return new CertificateDraft(
        new X500Principal("CN=" + commonName),
        List.of(),
        now.minus(Duration.ofDays(1)),
        now.plus(Duration.ofDays(30)),
        KeyPurposeId.id_kp_serverAuth);
  }

  CertificateDraft withNames(GeneralName... other) {
    return new CertificateDraft(subject, Arrays.asList(other), notBefore, notAfter, purpose);
  }

  /** Valid between these days, counted from now. */
  CertificateDraft withDays(int first, int last) {
    Instant now = Instant.now();
    return new CertificateDraft(
        subject, names, now.plus(Duration.ofDays(first)), now.plus(Duration.ofDays(last)), purpose);
  }

  CertificateDraft withPurpose(KeyPurposeId other) {
    return new CertificateDraft(subject, names, notBefore, notAfter, other);
  }

  static GeneralName dns(String name) {
    return new GeneralName(GeneralName.dNSName, name);
  }

  static GeneralName address(String ip) {
    return new GeneralName(GeneralName.iPAddress, ip);
  }
}
