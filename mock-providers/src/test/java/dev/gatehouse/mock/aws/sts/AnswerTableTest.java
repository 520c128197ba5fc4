package dev.gatehouse.mock.aws.sts;

import static dev.gatehouse.mock.aws.sts.StsFixture.ANN_ARN;
import static dev.gatehouse.mock.aws.sts.StsFixture.ROLE_ARN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.mock.exchange.Field;
import dev.gatehouse.mock.exchange.ServerRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What real STS was seen to answer, case by case. */
class AnswerTableTest {
  private static final String NAMESPACE = "{https://sts.amazonaws.com/doc/2011-06-15/}";

  private final StsFixture aws = new StsFixture();

  private static String notAuthorized(String arn) {
    return "403 AccessDenied: User: "
        + ANN_ARN
        + " is not authorized to perform: sts:AssumeRole on resource: "
        + arn;
  }

  @Test
  void anErrorIsXmlAndQuotesTheRequestId() {
    StsAnswer answer = aws.assume(aws.asAnn, ROLE_ARN);

    assertThat(answer.rootName()).isEqualTo(NAMESPACE + "ErrorResponse");
    assertThat(answer.text("Type")).isEqualTo("Sender");
    assertThat(answer.header("Content-Type")).isEqualTo("text/xml");
    assertThat(answer.header("x-amzn-RequestId")).isNotEmpty().isEqualTo(answer.text("RequestId"));
  }

  @Test
  void aSuccessIsXmlAndQuotesTheRequestId() {
    StsAnswer answer = aws.assume(aws.asAnn, ROLE_ARN, "ExternalId", "tenant-7");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.rootName()).isEqualTo(NAMESPACE + "AssumeRoleResponse");
    assertThat(answer.header("Content-Type")).isEqualTo("text/xml");
    assertThat(answer.header("x-amzn-RequestId")).isEqualTo(answer.text("RequestId"));
    assertThat(answer.text("AccessKeyId")).matches("ASIA[A-Z2-7]{16}");
    assertThat(answer.text("SecretAccessKey")).hasSize(40);
    assertThat(answer.text("Expiration")).isEqualTo("2026-03-01T13:00:00Z");
    assertThat(answer.text("Arn")).isEqualTo("arn:aws:sts::111122223333:assumed-role/partner/one");
    assertThat(answer.text("AssumedRoleId"))
        .isEqualTo(aws.partner.principal().userId() + ":one")
        .startsWith("AROA");
    assertThat(answer.has("PackedPolicySize")).isFalse();
    assertThat(answer.has("SourceIdentity")).isFalse();
  }

  @Test
  void externalIdMissingOrWrong() {
    StsAnswer missing = aws.assume(aws.asAnn, ROLE_ARN);
    StsAnswer wrong = aws.assume(aws.asAnn, ROLE_ARN, "ExternalId", "tenant-8");

    assertThat(missing.error()).isEqualTo(notAuthorized(ROLE_ARN));
    assertThat(wrong.error()).isEqualTo(notAuthorized(ROLE_ARN));
    assertThat(missing.explanation()).contains("without an ExternalId");
    assertThat(wrong.explanation()).contains("with an ExternalId").doesNotContain("tenant-");
  }

  @Test
  void externalIdNotAskedFor() {
    aws.open("open");

    assertThat(
            aws.assume(aws.asAnn, "arn:aws:iam::111122223333:role/open", "ExternalId", "x1")
                .status())
        .isEqualTo(200);
  }

  @Test
  void unknownAccessKey() {
    Signed stranger = new Signed("AKIAQQQQQQQQQQQQQQQQ", "secret", "");

    assertThat(aws.call(stranger, "GetCallerIdentity").error())
        .isEqualTo(
            "403 InvalidClientTokenId: The security token included in the request is invalid.");
  }

  @Test
  void badSignature() {
    Signed wrong = new Signed(aws.annsKey.id(), "another secret", "");

    assertThat(aws.call(wrong, "GetCallerIdentity").error())
        .startsWith(
            "403 SignatureDoesNotMatch: The request signature we calculated does not match the"
                + " signature you provided. Check your AWS Secret Access Key and signing method."
                + " Consult the service documentation for details.")
        .contains("The Canonical String for this request should have been")
        .contains("The String-to-Sign should have been");
  }

  @Test
  void oldDate() {
    ServerRequest request = aws.asAnn.post("/", StsFixture.form("GetCallerIdentity"), aws.scope());
    aws.pass(Duration.ofMinutes(105));

    assertThat(aws.answer(request).error())
        .isEqualTo(
            "403 SignatureDoesNotMatch: Signature expired: 20260301T120000Z is now earlier than"
                + " 20260301T133000Z (20260301T134500Z - 15 min.)");
  }

  @Test
  void wrongRegionInTheScope() {
    Signed.Scope elsewhere = new Signed.Scope("us-west-2", "sts", aws.now.get());

    assertThat(
            aws.answer(aws.asAnn.post("/", StsFixture.form("GetCallerIdentity"), elsewhere))
                .error())
        .isEqualTo("403 SignatureDoesNotMatch: Credential should be scoped to a valid region.");
  }

  @Test
  void wrongServiceInTheScope() {
    Signed.Scope another = new Signed.Scope("eu-central-1", "s3", aws.now.get());

    assertThat(
            aws.answer(aws.asAnn.post("/", StsFixture.form("GetCallerIdentity"), another)).error())
        .isEqualTo(
            "403 SignatureDoesNotMatch: Credential should be scoped to correct service: 'sts'.");
  }

  @Test
  void malformedAuthorization() {
    byte[] body = StsFixture.form("GetCallerIdentity").getBytes(StandardCharsets.UTF_8);
    ServerRequest request =
        new ServerRequest(
            "POST",
            "http",
            "127.0.0.1",
            "/",
            null,
            List.of(new Field("Authorization", "AWS4-HMAC-SHA256 nothing")),
            body);

    assertThat(aws.answer(request).error())
        .startsWith(
            "400 IncompleteSignature: 'nothing' not a valid key=value pair (missing equal-sign) in"
                + " Authorization header: '");
  }

  @Test
  void noCredentialsAtAll() {
    assertThat(aws.unsigned(StsFixture.form("GetCallerIdentity")).error())
        .isEqualTo("403 MissingAuthenticationToken: Request is missing Authentication Token");
  }

  @Test
  void expiredSessionToken() {
    Signed session = aws.assume(aws.asAnn, ROLE_ARN, "ExternalId", "tenant-7").session();
    aws.pass(Duration.ofHours(1).minusSeconds(1));
    assertThat(aws.call(session, "GetCallerIdentity").status()).isEqualTo(200);

    aws.pass(Duration.ofSeconds(1));

    assertThat(aws.call(session, "GetCallerIdentity").error())
        .isEqualTo("403 ExpiredToken: The security token included in the request is expired");
  }

  @Test
  void roleArnEmpty() {
    assertThat(aws.assume(aws.asAnn, "").error())
        .startsWith(
            "400 ValidationError: 2 validation errors detected: Value '' at 'roleArn' failed to"
                + " satisfy constraint: ");
  }

  @Test
  void roleArnMalformed() {
    assertThat(aws.assume(aws.asAnn, "arn:aws:iam::1234:role/partner").error())
        .isEqualTo("400 ValidationError: arn:aws:iam::1234:role/partner is invalid");
  }

  @Test
  void badRoleSessionName() {
    assertThat(
            aws.call(aws.asAnn, "AssumeRole", "RoleArn", ROLE_ARN, "RoleSessionName", "Session1:2")
                .error())
        .isEqualTo(
            "400 ValidationError: 1 validation error detected: Value 'Session1:2' at"
                + " 'roleSessionName' failed to satisfy constraint: Member must satisfy regular"
                + " expression pattern: [\\w+=,.@-]*");
  }

  @Test
  void durationOverTheRolesMaximum() {
    String[] asked = {"ExternalId", "tenant-7", "DurationSeconds", "3601"};

    assertThat(aws.assume(aws.asAnn, ROLE_ARN, asked).error())
        .isEqualTo(
            "400 ValidationError: The requested DurationSeconds exceeds the MaxSessionDuration set"
                + " for this role.");
    aws.partner.maxSessionDuration(Duration.ofHours(2));
    assertThat(aws.assume(aws.asAnn, ROLE_ARN, asked).status()).isEqualTo(200);
  }

  @Test
  void roleChainingOverOneHour() {
    aws.partner.policy(StsFixture.allow("sts:*", "*"));
    aws.role("next", "{\"AWS\": \"111122223333\"}", "{}").maxSessionDuration(Duration.ofHours(12));
    Signed first = aws.assume(aws.asAnn, ROLE_ARN, "ExternalId", "tenant-7").session();
    String next = "arn:aws:iam::111122223333:role/next";

    assertThat(aws.assume(first, next, "DurationSeconds", "3601").error())
        .isEqualTo(
            "400 ValidationError: The requested DurationSeconds exceeds the 1 hour session limit"
                + " for roles assumed by role chaining.");
    assertThat(aws.assume(first, next, "DurationSeconds", "3600").text("Expiration"))
        .isEqualTo("2026-03-01T13:00:00Z");
  }

  @Test
  void aRoleThatDoesNotExistLooksLikeOneThatDoesNotTrust() {
    String nobody = "arn:aws:iam::111122223333:role/nobody";

    assertThat(aws.assume(aws.asAnn, nobody).error()).isEqualTo(notAuthorized(nobody));
  }
}
