package dev.gatehouse.client.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ocsp.OCSPResponseStatus;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.bouncycastle.cert.ocsp.jcajce.JcaBasicOCSPRespBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StapledAnswerTest {
  private static final X500Principal CA_NAME = new X500Principal("CN=Test CA");

  private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private KeyPair caKeys;
  private X509Certificate ca;
  private X509Certificate server;

  @BeforeEach
  void certificates() throws Exception {
    caKeys = keys();
    ca = certificate("CN=Test CA", caKeys, caKeys, true);
    server = certificate("CN=server", keys(), caKeys, false);
  }

  private static KeyPair keys() throws Exception {
    return KeyPairGenerator.getInstance("EC").generateKeyPair();
  }

  private X509Certificate certificate(
      String subject, KeyPair keys, KeyPair issuer, boolean authority) throws Exception {
    JcaX509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            CA_NAME,
            BigInteger.TEN,
            Date.from(now.minus(Duration.ofDays(9))),
            Date.from(now.plus(Duration.ofDays(1))),
            new X500Principal(subject),
            keys.getPublic());
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
    return new JcaX509CertificateConverter()
        .getCertificate(
            builder.build(
                new JcaContentSignerBuilder("SHA256withECDSA").build(issuer.getPrivate())));
  }

  private byte[] answer(@Nullable CertificateStatus status, KeyPair signer, Instant made)
      throws Exception {
    var digests = new JcaDigestCalculatorProviderBuilder().build();
    X509CertificateHolder issuer = new JcaX509CertificateHolder(ca);
    BasicOCSPRespBuilder builder =
        new JcaBasicOCSPRespBuilder(caKeys.getPublic(), digests.get(CertificateID.HASH_SHA1));
    builder.addResponse(
        new CertificateID(digests.get(CertificateID.HASH_SHA1), issuer, server.getSerialNumber()),
        status,
        Date.from(made),
        Date.from(made.plus(Duration.ofHours(6))));
    return new OCSPRespBuilder()
        .build(
            OCSPResponseStatus.SUCCESSFUL,
            builder.build(
                new JcaContentSignerBuilder("SHA256withECDSA").build(signer.getPrivate()),
                new X509CertificateHolder[] {issuer},
                Date.from(made)))
        .getEncoded();
  }

  private Optional<String> problem(byte[]... answers) throws Exception {
    Trust trust = Trust.in(List.of(ca));
    return StapledAnswer.problem(
        ServerChain.of(new X509Certificate[] {server}, trust), trust, List.of(answers));
  }

  @Test
  void aGoodAnswerIsAccepted() throws Exception {
    assertThat(problem(answer(CertificateStatus.GOOD, caKeys, now))).isEmpty();
  }

  @Test
  void noAnswerIsAccepted() throws Exception {
    assertThat(problem()).isEmpty();
    assertThat(problem(new byte[0])).isEmpty();
  }

  @Test
  void aRevokedOneIsRefusedWithItsDate() throws Exception {
    Instant revoked = now.minus(Duration.ofDays(3));
    assertThat(
            problem(
                answer(
                    new RevokedStatus(Date.from(revoked), CRLReason.keyCompromise), caKeys, now)))
        .contains(
            "the server's certificate was revoked on "
                + revoked
                + " (stapled OCSP answer, reason KEY_COMPROMISE)");
  }

  @Test
  void anUnknownOneIsRefused() throws Exception {
    assertThat(problem(answer(new UnknownStatus(), caKeys, now)))
        .hasValueSatisfying(why -> assertThat(why).contains("is not usable"));
  }

  @Test
  void anAnswerSignedBySomebodyElseIsRefused() throws Exception {
    assertThat(problem(answer(CertificateStatus.GOOD, keys(), now)))
        .hasValueSatisfying(why -> assertThat(why).contains("is not usable"));
  }

  @Test
  void anAnswerThatIsTooOldIsRefused() throws Exception {
    assertThat(problem(answer(CertificateStatus.GOOD, caKeys, now.minus(Duration.ofDays(2)))))
        .hasValueSatisfying(why -> assertThat(why).contains("is not usable"));
  }

  @Test
  void anAnswerThatIsNoneIsRefused() throws Exception {
    assertThat(problem(new byte[] {1, 2, 3}))
        .hasValueSatisfying(why -> assertThat(why).contains("is not usable"));
  }
}
