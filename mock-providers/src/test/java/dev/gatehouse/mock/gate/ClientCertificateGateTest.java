package dev.gatehouse.mock.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.tls.CertificateAuthority;
import dev.gatehouse.mock.tls.CertificateName;
import dev.gatehouse.mock.tls.CertificateRequest;
import dev.gatehouse.mock.tls.ClientCertificate;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ClientCertificateGateTest {
  private static final CertificateAuthority OTHER = CertificateAuthority.named("CN=Other CA");
  private static final CertificateRequest REQUEST =
      CertificateRequest.of("CN=orders,O=Example")
          .withDns("orders.example")
          .withUri("spiffe://example/orders")
          .withEmail("orders@example.com")
          .withIp("192.0.2.7");
  private static final ClientCertificate OURS = CertificateAuthority.ofThisJvm().issue(REQUEST);
  private static final ClientCertificateGate ANYBODY =
      ClientCertificateGate.of(InstantSource.system());

  static Stream<CertificateName> names() {
    return Stream.of(
        new CertificateName.Subject("cn=Orders, o=example"),
        new CertificateName.Dns("ORDERS.example"),
        new CertificateName.Uri("spiffe://example/orders"),
        new CertificateName.Email("orders@EXAMPLE.com"),
        new CertificateName.Ip("192.0.2.7"),
        CertificateName.Fingerprint.of(OURS.certificate()));
  }

  @ParameterizedTest
  @MethodSource("names")
  void admitsByEachKindOfName(CertificateName name) {
    assertThat(ANYBODY.admitting(name, "the orders").judge(request("https", OURS.chain())))
        .isInstanceOfSatisfying(
            Verdict.Admitted.class,
            admitted -> assertThat(admitted.principal()).isEqualTo("the orders"));
  }

  @Test
  void admitsEverybodyOfItsAuthorityByTheirSubject() {
    assertThat(ANYBODY.judge(request("https", OURS.chain())))
        .isInstanceOfSatisfying(
            Verdict.Admitted.class,
            admitted -> assertThat(admitted.principal()).isEqualTo("CN=orders,O=Example"));
    assertThat(ANYBODY.wantsClientCertificates()).isTrue();
  }

  @Test
  void trustsTheAuthoritiesItIsGivenAndNoOthers() {
    ClientCertificateGate gate = ANYBODY.trusting(OTHER.certificate());

    assertThat(gate.judge(request("https", OTHER.issue(REQUEST).chain())))
        .isInstanceOf(Verdict.Admitted.class);
    assertThat(refusal(gate, OURS).reason()).isEqualTo("other-authority");
  }

  @Test
  void refusesAClientWithoutACertificate() {
    Verdict.Refused refused = refused(ANYBODY.judge(request("https", List.of())));

    assertThat(refused.reason()).isEqualTo("no-client-certificate");
    assertThat(page(refused)).contains("<title>400 ", "No required SSL certificate was sent");
  }

  /** Java takes both for the same: the last bit of the signature is zero, used or not. */
  @Test
  void refusesASignatureThatEndsWithinAnOctet() throws Exception {
    X509Certificate good =
        Stream.generate(() -> CertificateAuthority.ofThisJvm().issue(REQUEST).certificate())
            .filter(each -> each.getSignature()[each.getSignature().length - 1] % 2 == 0)
            .findFirst()
            .orElseThrow();
    byte[] altered = good.getEncoded();
    int unusedBits = altered.length - good.getSignature().length - 1;
    assertThat(altered[unusedBits]).isZero();
    altered[unusedBits] = 1;
    X509Certificate read =
        (X509Certificate)
            CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(altered));

    assertThat(ANYBODY.judge(request("https", List.of(good)))).isInstanceOf(Verdict.Admitted.class);
    assertThat(refused(ANYBODY.judge(request("https", List.of(read)))).reason())
        .isEqualTo("wrong-signature");
  }

  @Test
  void refusesPlainHttp() {
    Verdict.Refused refused = refused(ANYBODY.judge(request("http", List.of())));

    assertThat(refused.reason()).isEqualTo("plain-http");
    assertThat(page(refused)).contains("The plain HTTP request was sent to HTTPS port");
  }

  @Test
  void refusesOneOfAnotherAuthority() {
    Verdict.Refused refused = refusal(ANYBODY, OTHER.issue(REQUEST));

    assertThat(refused.reason()).isEqualTo("other-authority");
    assertThat(refused.explanation()).contains("CN=Other CA", "CN=Gatehouse test CA");
    assertThat(page(refused)).contains("The SSL certificate error");
  }

  @Test
  void refusesOneThatVouchesForItself() {
    assertThat(refusal(ANYBODY, ClientCertificate.selfSigned(REQUEST)).reason())
        .isEqualTo("self-signed");
  }

  @Test
  void judgesValidityByTheServersClock() {
    Duration twoYears = Duration.ofDays(730);

    assertThat(refusal(gate(Instant.now().plus(twoYears)), OURS).reason()).isEqualTo("expired");
    assertThat(refusal(gate(Instant.now().minus(twoYears)), OURS).reason())
        .isEqualTo("not-yet-valid");
  }

  @Test
  void refusesOneThatNobodyIsKnownBy() {
    ClientCertificateGate gate =
        ANYBODY.admitting(new CertificateName.Subject("O=Example,CN=orders"), "orders");
    Verdict.Refused refused = refusal(gate, OURS);

    assertThat(refused.reason()).isEqualTo("unknown-client");
    assertThat(refused.response().status()).isEqualTo(403);
    assertThat(refused.explanation())
        .contains("the subject CN=orders,O=Example", "orders.example", "in the other direction");
  }

  private static ClientCertificateGate gate(Instant now) {
    return ClientCertificateGate.of(InstantSource.fixed(now));
  }

  private static Verdict.Refused refusal(ClientCertificateGate gate, ClientCertificate shown) {
    return refused(gate.judge(request("https", shown.chain())));
  }

  private static Verdict.Refused refused(Verdict verdict) {
    assertThat(verdict).isInstanceOf(Verdict.Refused.class);
    return (Verdict.Refused) verdict;
  }

  private static String page(Verdict.Refused refused) {
    return new String(refused.response().body(), StandardCharsets.UTF_8);
  }

  private static ServerRequest request(String scheme, List<X509Certificate> chain) {
    return new ServerRequest("GET", scheme, "h", "/", null, List.of(), new byte[0], chain);
  }
}
