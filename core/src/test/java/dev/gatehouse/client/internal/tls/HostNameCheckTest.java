package dev.gatehouse.client.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostNameCheckTest {
  private static X509Certificate named(int type, String name) throws Exception {
    KeyPair keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    X500Principal subject = new X500Principal("CN=a.example.com");
    Instant now = Instant.now();
    JcaX509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            subject,
            BigInteger.ONE,
            Date.from(now),
            Date.from(now.plus(Duration.ofDays(1))),
            subject,
            keys.getPublic());
    builder.addExtension(
        Extension.subjectAlternativeName, false, new GeneralNames(new GeneralName(type, name)));
    return new JcaX509CertificateConverter()
        .getCertificate(
            builder.build(new JcaContentSignerBuilder("Ed25519").build(keys.getPrivate())));
  }

  @ParameterizedTest
  @CsvSource({
    "a.example.com, a.example.com, true",
    "A.example.com, a.EXAMPLE.com, true",
    "a.example.com, *.example.com, true",
    "a.b.example.com, *.example.com, false",
    "example.com, *.example.com, false",
    "a.example.com, a*.example.com, false",
    "a.example.com, *a.example.com, false",
    "a.example.com, a.*.com, false",
    "a.b.example.com, *.*.example.com, false",
    "a.example.com, *, false",
    "example.com, *.com, false",
    "example.co.uk, *.co.uk, false",
    "a.github.io, *.github.io, true",
    "a.corp.internal, *.corp.internal, true",
    "corp.internal, *.internal, false",
    "a.example.com, b.example.com, false",
  })
  void comparesDnsNames(String host, String name, boolean matches) throws Exception {
    assertThat(HostNameCheck.problem(host, named(GeneralName.dNSName, name)).isEmpty())
        .isEqualTo(matches);
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.1, 10.0.0.1, true",
    "10.0.0.2, 10.0.0.1, false",
    "::1, ::1, true",
    "0:0:0:0:0:0:0:1, ::1, true",
    "::2, ::1, false",
  })
  void comparesAddresses(String host, String name, boolean matches) throws Exception {
    assertThat(HostNameCheck.problem(host, named(GeneralName.iPAddress, name)).isEmpty())
        .isEqualTo(matches);
  }

  @ParameterizedTest
  @CsvSource({"10.0.0.1"})
  void anAddressAsADnsNameIsNone(String host) throws Exception {
    assertThat(HostNameCheck.problem(host, named(GeneralName.dNSName, host))).isPresent();
  }
}
