package dev.gatehouse.mock.gate;

import static dev.gatehouse.mock.gate.Requests.authorization;
import static dev.gatehouse.mock.gate.Verdicts.admitted;
import static dev.gatehouse.mock.gate.Verdicts.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.mock.credential.internal.Sha256;
import dev.gatehouse.mock.exchange.Field;
import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.gate.DpopVerifier.Proof;
import dev.gatehouse.mock.tls.CertificateRequest;
import dev.gatehouse.mock.tls.ClientCertificate;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a gate makes of tokens that are bound to something. */
class SenderConstraintTest {
  private static final ClientCertificate CERTIFICATE =
      ClientCertificate.selfSigned(CertificateRequest.of("CN=orders"));
  private static final ClientCertificate OTHER =
      ClientCertificate.selfSigned(CertificateRequest.of("CN=orders"));

  /** Tokens named for what they are bound to; proofs are the thumbprints they prove. */
  private static TokenVerdict verify(String token) {
    Map<String, String> confirmation =
        switch (token) {
          case "free" -> Map.of();
          case "key" -> Map.of("jkt", "mine");
          case "certificate" -> Map.of("x5t#S256", Sha256.of(CERTIFICATE.certificate()));
          case "both" -> Map.of("jkt", "mine", "x5t#S256", Sha256.of(CERTIFICATE.certificate()));
          case "strange" -> Map.of("kid", "7", "jkt", "mine");
          default -> Map.of("bad", "");
        };
    return confirmation.containsKey("bad")
        ? new TokenVerdict.Invalid("expired-token", "The access token has expired.", "expired")
        : new TokenVerdict.Valid("ada", Set.of("read"), Map.of("scheme", "Bearer"), confirmation);
  }

  private record Proving() implements AccessTokenVerifier, DpopVerifier {
    @Override
    public TokenVerdict verify(String token) {
      return SenderConstraintTest.verify(token);
    }

    @Override
    public Optional<DpopVerifier> dpop() {
      return Optional.of(this);
    }

    @Override
    public boolean wantsClientCertificates() {
      return true;
    }

    @Override
    public List<String> algorithms() {
      return List.of("ES256", "PS256");
    }

    @Override
    public Proof verify(ServerRequest request, String accessToken) {
      String proof = request.header("DPoP").orElse("missing");
      return switch (proof) {
        case "missing" ->
            new Proof.Failed("missing-proof", "invalid_dpop_proof", "No proof.", "none", null);
        case "nonce" ->
            new Proof.Failed("missing-nonce", "use_dpop_nonce", "Nonce.", "no nonce", "next");
        default -> new Proof.Held(proof);
      };
    }
  }

  private final BearerGate gate = new BearerGate(new Proving(), Set.of("read"));
  private final BearerGate plain = new BearerGate(SenderConstraintTest::verify, Set.of("read"));

  private static ServerRequest dpop(String token, @Nullable String proof) {
    Field authorization = new Field("Authorization", "DPoP " + token);
    return proof == null
        ? Requests.with(authorization)
        : Requests.with(authorization, new Field("DPoP", proof));
  }

  private static ServerRequest over(ServerRequest request, X509Certificate... certificates) {
    return new ServerRequest(
        request.method(),
        "https",
        request.authority(),
        request.path(),
        request.query(),
        request.fields(),
        request.body(),
        List.of(certificates));
  }

  private static List<String> challenges(Verdict verdict) {
    return ((Verdict.Refused) verdict)
        .response().fields().stream()
            .filter(field -> field.name().equals("WWW-Authenticate"))
            .map(Field::value)
            .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"DPoP key", "dpop key", "DPOP  key"})
  void admitsATokenWithTheProofOfItsKey(String authorization) {
    ServerRequest request =
        Requests.with(new Field("Authorization", authorization), new Field("DPoP", "mine"));
    Verdict.Admitted admitted = admitted(gate.judge(request));
    assertThat(admitted.principal()).isEqualTo("ada");
    assertThat(admitted.evidence()).containsEntry("scheme", "DPoP").containsEntry("jkt", "mine");
  }

  @Test
  void admitsATokenOverAConnectionWithItsCertificate() {
    Verdict verdict =
        gate.judge(over(authorization("Bearer certificate"), CERTIFICATE.certificate()));
    assertThat(admitted(verdict).evidence())
        .containsEntry("scheme", "Bearer")
        .containsEntry("x5t#S256", Sha256.of(CERTIFICATE.certificate()));
    admitted(plain.judge(over(authorization("Bearer certificate"), CERTIFICATE.certificate())));
  }

  @Test
  void admitsABearerTokenAsBeforeWhateverProofIsBeside() {
    assertThat(admitted(gate.judge(authorization("Bearer free"))).evidence())
        .containsOnly(Map.entry("scheme", "Bearer"));
    admitted(
        gate.judge(
            Requests.with(
                new Field("Authorization", "Bearer free"), new Field("DPoP", "missing"))));
  }

  /** RFC 9449, section 7.2. */
  @Test
  void refusesATokenBoundToAKeyAsABearerToken() {
    for (BearerGate each : List.of(gate, plain)) {
      Verdict verdict = each.judge(authorization("Bearer key"));
      Verdict.Refused refused = refused(verdict, 401, "bound-token-as-bearer");
      assertThat(refused.explanation()).contains("the scheme DPoP and a proof");
      assertThat(challenges(verdict).get(0))
          .startsWith("Bearer realm=\"Gatehouse\", error=\"invalid_token\"");
    }
    refused(
        gate.judge(
            Requests.with(new Field("Authorization", "Bearer key"), new Field("DPoP", "mine"))),
        401,
        "bound-token-as-bearer");
  }

  @Test
  void refusesABearerTokenByTheSchemeDpop() {
    Verdict verdict = gate.judge(dpop("free", "mine"));
    refused(verdict, 401, "unbound-token");
    assertThat(challenges(verdict))
        .containsExactly(
            "DPoP realm=\"Gatehouse\", error=\"invalid_token\", error_description=\"The access"
                + " token is not bound to a key.\", algs=\"ES256 PS256\"");
    refused(gate.judge(dpop("certificate", "mine")), 401, "unbound-token");
  }

  @Test
  void refusesTheProofOfAnotherKey() {
    Verdict verdict = gate.judge(dpop("key", "another"));
    refused(verdict, 401, "wrong-key");
    assertThat(challenges(verdict).get(0)).contains("error=\"invalid_token\"");
  }

  @Test
  void refusesATokenWithoutAProof() {
    Verdict verdict = gate.judge(dpop("key", null));
    assertThat(refused(verdict, 401, "missing-proof").explanation()).isEqualTo("none");
    assertThat(challenges(verdict))
        .containsExactly(
            "DPoP realm=\"Gatehouse\", error=\"invalid_dpop_proof\","
                + " error_description=\"No proof.\", algs=\"ES256 PS256\"");
  }

  /** RFC 9449, section 9. */
  @Test
  void tellsTheNonceThatTheNextProofNeeds() {
    Verdict verdict = gate.judge(dpop("key", "nonce"));
    Verdict.Refused refused = refused(verdict, 401, "missing-nonce");
    assertThat(challenges(verdict).get(0)).contains("error=\"use_dpop_nonce\"");
    assertThat(refused.response().fields()).contains(new Field("DPoP-Nonce", "next"));
  }

  /** RFC 8705, section 3. */
  @Test
  void refusesAnotherCertificateOrNone() {
    ServerRequest request = authorization("Bearer certificate");
    for (BearerGate each : List.of(gate, plain)) {
      Verdict other = each.judge(over(request, OTHER.certificate(), CERTIFICATE.certificate()));
      assertThat(refused(other, 401, "wrong-certificate").explanation())
          .contains(Sha256.of(OTHER.certificate()));
      assertThat(challenges(other).get(0)).contains("error=\"invalid_token\"");
      assertThat(refused(each.judge(over(request)), 401, "missing-certificate").explanation())
          .doesNotContain("plain HTTP");
      assertThat(refused(each.judge(request), 401, "missing-certificate").explanation())
          .contains("plain HTTP");
    }
  }

  @Test
  void asksForEverythingATokenIsBoundTo() {
    admitted(gate.judge(over(dpop("both", "mine"), CERTIFICATE.certificate())));
    refused(gate.judge(over(dpop("both", "mine"), OTHER.certificate())), 401, "wrong-certificate");
    refused(gate.judge(over(dpop("both", "another"), CERTIFICATE.certificate())), 401, "wrong-key");
    refused(
        gate.judge(over(authorization("Bearer both"), CERTIFICATE.certificate())),
        401,
        "bound-token-as-bearer");
  }

  @Test
  void refusesATokenBoundToWhatItDoesNotKnow() {
    assertThat(refused(gate.judge(dpop("strange", "mine")), 401, "unknown-binding").explanation())
        .contains("kid");
  }

  @ParameterizedTest
  @CsvSource({
    "DPoP old, expired-token, 401",
    "DPoP, malformed-token, 400",
    "DPoP a b, malformed-token, 400"
  })
  void judgesTheTokenItselfFirst(String authorization, String reason, int status) {
    Verdict verdict = gate.judge(authorization(authorization));
    refused(verdict, status, reason);
    assertThat(challenges(verdict).get(0)).startsWith("DPoP ");
  }

  /** Clients that read one field, or one challenge of it, learn the error all the same. */
  @Test
  void namesTheErrorInOneFieldAndBeforeTheSchemeThatWasNotUsed() {
    assertThat(challenges(gate.judge(authorization("Bearer old"))))
        .singleElement(InstanceOfAssertFactories.STRING)
        .startsWith("Bearer realm=\"Gatehouse\", error=\"invalid_token\", error_description=")
        .endsWith("\", DPoP algs=\"ES256 PS256\"");
  }

  @Test
  void offersBothSchemesToThoseWithoutAToken() {
    assertThat(challenges(gate.judge(Requests.with())))
        .containsExactly("Bearer realm=\"Gatehouse\", DPoP algs=\"ES256 PS256\"");
    assertThat(refused(gate.judge(authorization("Basic YTpi")), 401, "wrong-scheme").explanation())
        .contains("Bearer or DPoP is right here");
    assertThat(challenges(plain.judge(Requests.with())))
        .containsExactly("Bearer realm=\"Gatehouse\"");
  }

  @Test
  void takesNoDpopWithoutAVerifierForIt() {
    assertThat(refused(plain.judge(dpop("key", "mine")), 401, "wrong-scheme").explanation())
        .contains("Bearer is right here");
  }

  @Test
  void asksForCertificatesWhereTokensMayBeBoundToThem() {
    assertThat(gate.wantsClientCertificates()).isTrue();
    assertThat(plain.wantsClientCertificates()).isFalse();
  }
}
