package dev.gatehouse.mock.aws.sts;

import static dev.gatehouse.mock.aws.sts.StsFixture.CUSTOMER;
import static dev.gatehouse.mock.aws.sts.StsFixture.ISSUER;
import static dev.gatehouse.mock.aws.sts.StsFixture.ISSUER_KEY;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** AWS STS API reference, AssumeRoleWithWebIdentity: a token in place of a signature. */
class WebIdentityTest {
  private static final String ARN = "arn:aws:iam::" + CUSTOMER + ":role/web";
  private static final String PROVIDER =
      "arn:aws:iam::" + CUSTOMER + ":oidc-provider/login.test/tenant";

  private final StsFixture aws = new StsFixture();

  WebIdentityTest() {
    aws.role(
        "web",
        "{\"Federated\": \"" + PROVIDER + "\"}",
        "{\"StringEquals\": {\"login.test/tenant:aud\": \"client-1\","
            + " \"login.test/tenant:sub\": \"repo:main\"}}");
  }

  private JWTClaimsSet.Builder right() {
    return new JWTClaimsSet.Builder()
        .issuer(ISSUER)
        .audience("client-1")
        .subject("repo:main")
        .issueTime(Date.from(aws.now.get()))
        .expirationTime(Date.from(aws.now.get().plusSeconds(300)));
  }

  private static String signed(JWTClaimsSet.Builder claims, RSAKey key) {
    return signed(claims, key, new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("k1").build());
  }

  private static String signed(JWTClaimsSet.Builder claims, RSAKey key, JWSHeader header) {
    try {
      SignedJWT jwt = new SignedJWT(header, claims.build());
      jwt.sign(new RSASSASigner(key));
      return jwt.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private StsAnswer assume(String token, String... more) {
    StringBuilder form =
        new StringBuilder(
            StsFixture.form(
                "AssumeRoleWithWebIdentity",
                "RoleArn",
                ARN,
                "RoleSessionName",
                "one",
                "WebIdentityToken",
                token));
    for (int i = 0; i < more.length; i += 2) {
      form.append('&').append(more[i]).append('=').append(more[i + 1]);
    }
    return aws.unsigned(form.toString());
  }

  private void isInvalid(String token, String message) {
    StsAnswer answer = assume(token);

    assertThat(answer.error()).startsWith("400 InvalidIdentityToken: ").contains(message);
    assertThat(answer.explanation()).isNotEmpty().doesNotContain(token);
  }

  @Test
  void givesASessionForATrustedToken() {
    StsAnswer answer = assume(signed(right(), ISSUER_KEY));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text("SubjectFromWebIdentityToken")).isEqualTo("repo:main");
    assertThat(answer.text("Audience")).isEqualTo("client-1");
    assertThat(answer.text("Provider")).isEqualTo(PROVIDER);
    assertThat(answer.text("Expiration")).isEqualTo("2026-03-01T13:00:00Z");
    assertThat(aws.call(answer.session(), "GetCallerIdentity").text("Arn"))
        .isEqualTo("arn:aws:sts::111122223333:assumed-role/web/one");
  }

  @Test
  void refusesAnotherIssuer() {
    isInvalid(
        signed(right().issuer("https://login.test/other"), ISSUER_KEY),
        "No OpenIDConnect provider found in your account for https://login.test/other");
  }

  @Test
  void refusesAnotherAudience() {
    isInvalid(signed(right().audience("client-3"), ISSUER_KEY), "Incorrect token audience");
    isInvalid(signed(right().audience(List.of()), ISSUER_KEY), "Incorrect token audience");
  }

  @Test
  void anAuthorizedPartyStandsForTheAudience() {
    String another = signed(right().claim("azp", "client-3"), ISSUER_KEY);
    String right =
        signed(right().audience(List.of("api", "web")).claim("azp", "client-1"), ISSUER_KEY);

    isInvalid(another, "Incorrect token audience");
    assertThat(assume(right).text("Audience")).isEqualTo("client-1");
  }

  @Test
  void refusesTheKeyOfAnother() throws JOSEException {
    RSAKey another = new RSAKeyGenerator(2048).keyID("k1").generate();

    isInvalid(signed(right(), another), "Couldn't retrieve verification key");
  }

  @Test
  void refusesAKeyIdThatIsUnknownOrMissing() {
    JWSHeader unknown = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("k2").build();

    isInvalid(signed(right(), ISSUER_KEY, unknown), "Couldn't retrieve verification key");
    isInvalid(
        signed(right(), ISSUER_KEY, new JWSHeader(JWSAlgorithm.RS256)),
        "Couldn't retrieve verification key");
  }

  @Test
  void refusesATokenThatIsNotSigned() {
    isInvalid(new PlainJWT(right().build()).serialize(), "not a valid JWT");
  }

  /** The public key taken for a shared secret (RFC 8725, section 2.1). */
  @Test
  void refusesASymmetricSignature() throws JOSEException {
    SignedJWT jwt =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("k1").build(), right().build());
    jwt.sign(new MACSigner(ISSUER_KEY.toPublicJWK().toString().getBytes(StandardCharsets.UTF_8)));

    isInvalid(jwt.serialize(), "Couldn't retrieve verification key");
  }

  @Test
  void refusesAnAlgorithmTheKeyIsNotFor() {
    String token = signed(right(), ISSUER_KEY);
    String elliptic = "eyJhbGciOiJFUzI1NiIsImtpZCI6ImsxIn0" + token.substring(token.indexOf('.'));

    isInvalid(elliptic, "Couldn't retrieve verification key");
  }

  @Test
  void refusesAChangedToken() {
    String right = signed(right(), ISSUER_KEY);
    String[] parts = right.split("\\.", -1);
    String forged = signed(right().subject("repo:evil"), ISSUER_KEY).split("\\.", -1)[1];

    isInvalid(parts[0] + "." + forged + "." + parts[2], "Couldn't retrieve verification key");
    char last = parts[2].charAt(10);
    isInvalid(
        parts[0] + "." + parts[1] + "." + parts[2].replace(last, last == 'A' ? 'B' : 'A'),
        "Couldn't retrieve verification key");
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "a.b.c", "e30.e30.e30", "....", "eyJhbGciOiJSUzI1NiJ9.W10.AA"})
  void refusesWhatIsNoToken(String token) {
    assertThat(assume(token).error()).startsWith("400 InvalidIdentityToken: ");
  }

  @Test
  void refusesAnExpiredToken() {
    String token = signed(right(), ISSUER_KEY);
    aws.pass(Duration.ofSeconds(299));
    assertThat(assume(token).status()).isEqualTo(200);

    aws.pass(Duration.ofSeconds(1));

    assertThat(assume(token).error())
        .startsWith("400 ExpiredTokenException: Token expired: current date/time ");
  }

  @Test
  void refusesATokenThatIsNotYetGood() {
    isInvalid(
        signed(right().notBeforeTime(Date.from(aws.now.get().plusSeconds(1))), ISSUER_KEY),
        "Token is not yet valid");
  }

  @Test
  void refusesATokenWithoutWhatItNeeds() {
    isInvalid(signed(right().expirationTime(null), ISSUER_KEY), "Missing a required claim: exp");
    isInvalid(signed(right().issueTime(null), ISSUER_KEY), "Missing a required claim: iat");
    isInvalid(signed(right().subject(null), ISSUER_KEY), "Missing a required claim: sub");
  }

  @Test
  void aTimeBeyondTheCalendarIsNoReasonToFail() {
    assertThat(assume(signed(right().claim("exp", Long.MAX_VALUE), ISSUER_KEY)).status())
        .isEqualTo(200);
  }

  @Test
  void refusesWhomTheTrustPolicyDoesNotMean() {
    String denied = "403 AccessDenied: Not authorized to perform sts:AssumeRoleWithWebIdentity";

    StsAnswer subject = assume(signed(right().subject("repo:other"), ISSUER_KEY));
    assertThat(subject.error()).isEqualTo(denied);
    assertThat(subject.explanation()).contains("audience client-1, subject repo:other");
    assertThat(assume(signed(right().audience("client-2"), ISSUER_KEY)).error()).isEqualTo(denied);
    aws.role("web", "{\"Federated\": \"accounts.google.com\"}", "{}");
    assertThat(assume(signed(right(), ISSUER_KEY)).error()).isEqualTo(denied);
    aws.role("web", "{\"AWS\": \"" + CUSTOMER + "\"}", "{}");
    assertThat(assume(signed(right(), ISSUER_KEY)).error()).isEqualTo(denied);
  }

  @Test
  void aRoleThatDoesNotExistLooksLikeOneThatDoesNotTrust() {
    String form =
        StsFixture.form(
            "AssumeRoleWithWebIdentity",
            "RoleArn",
            "arn:aws:iam::111122223333:role/nobody",
            "RoleSessionName",
            "one",
            "WebIdentityToken",
            signed(right(), ISSUER_KEY));

    assertThat(aws.unsigned(form).error())
        .isEqualTo("403 AccessDenied: Not authorized to perform sts:AssumeRoleWithWebIdentity");
  }

  @Test
  void conditionsSeeHowTheSubjectLoggedIn() {
    aws.role(
        "web",
        "{\"Federated\": \"" + PROVIDER + "\"}",
        "{\"ForAnyValue:StringEquals\": {\"login.test/tenant:amr\": \"mfa\"},"
            + " \"StringEquals\": {\"aws:FederatedProvider\": \""
            + PROVIDER
            + "\"}}");

    assertThat(assume(signed(right().claim("amr", List.of("pwd", "mfa")), ISSUER_KEY)).status())
        .isEqualTo(200);
    assertThat(assume(signed(right().claim("amr", List.of("pwd")), ISSUER_KEY)).status())
        .isEqualTo(403);
    assertThat(assume(signed(right(), ISSUER_KEY)).status()).isEqualTo(403);
  }

  @Test
  void theRolesMaximumCountsHereToo() {
    assertThat(assume(signed(right(), ISSUER_KEY), "DurationSeconds", "3601").error())
        .contains("exceeds the MaxSessionDuration set for this role.");
  }

  @Test
  void aProviderIdBelongsToAnotherKindOfToken() {
    assertThat(assume(signed(right(), ISSUER_KEY), "ProviderId", "www.amazon.com").error())
        .startsWith("400 ValidationError: ");
  }
}
