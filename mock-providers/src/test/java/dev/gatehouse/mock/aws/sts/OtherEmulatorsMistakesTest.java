package dev.gatehouse.mock.aws.sts;

import static dev.gatehouse.mock.aws.sts.StsFixture.ROLE_ARN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.mock.aws.policy.MalformedPolicyException;
import dev.gatehouse.mock.exchange.Field;
import dev.gatehouse.mock.exchange.ServerRequest;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What other emulators were seen to let through, one by one. */
class OtherEmulatorsMistakesTest {
  private static final String PLATFORM = "{\"AWS\": \"444455556666\"}";

  private final StsFixture aws = new StsFixture();

  @Nested
  class Moto {
    @Test
    void permitsAMissingExternalId() {
      assertThat(aws.assume(aws.asAnn, ROLE_ARN).status()).isEqualTo(403);
      assertThat(aws.assume(aws.asAnn, ROLE_ARN, "ExternalId", "tenant-7").status()).isEqualTo(200);
    }

    @Test
    void passesOverOperatorsItDoesNotKnow() {
      assertThatThrownBy(
              () -> aws.role("x", PLATFORM, "{\"StringSounds\": {\"sts:ExternalId\": \"x\"}}"))
          .isInstanceOf(MalformedPolicyException.class)
          .hasMessage(
              "policy: Statement[0].Condition.StringSounds: there is no condition operator"
                  + " 'StringSounds'");
    }

    @Test
    void permitsWhatATrustPolicyDenies() {
      aws.partner.trust(
          """
          {"Version": "2012-10-17", "Statement": [
            {"Effect": "Allow", "Principal": {"AWS": "444455556666"}, "Action": "sts:AssumeRole"},
            {"Effect": "Deny", "Principal": "*", "Action": "sts:AssumeRole",
             "Condition": {"StringNotEquals": {"sts:ExternalId": "tenant-7"}}}]}
          """);

      StsAnswer without = aws.assume(aws.asAnn, ROLE_ARN);
      assertThat(without.status()).isEqualTo(403);
      assertThat(without.explanation()).contains("denies sts:AssumeRole explicitly");
      assertThat(aws.assume(aws.asAnn, ROLE_ARN, "ExternalId", "tenant-8").status()).isEqualTo(403);
      assertThat(aws.assume(aws.asAnn, ROLE_ARN, "ExternalId", "tenant-7").status()).isEqualTo(200);
    }

    @Test
    void permitsAStatementThatOnlyDenies() {
      aws.partner.trust(StsFixture.trust(PLATFORM, "{}").replace("Allow", "Deny"));

      assertThat(aws.assume(aws.asAnn, ROLE_ARN).status()).isEqualTo(403);
    }

    @Test
    void ignoresMfaInConditions() {
      String arn =
          aws.role("mfa", PLATFORM, "{\"Bool\": {\"aws:MultiFactorAuthPresent\": true}}")
              .principal()
              .arn();

      assertThat(aws.assume(aws.asAnn, arn).status()).isEqualTo(403);
    }

    @Test
    void takesRegionAndServiceFromTheRequest() {
      for (Signed.Scope scope :
          List.of(
              new Signed.Scope("us-east-1", "sts", aws.now.get()),
              new Signed.Scope("eu-central-1", "iam", aws.now.get()))) {
        assertThat(
                aws.answer(aws.asAnn.post("/", StsFixture.form("GetCallerIdentity"), scope))
                    .text("Code"))
            .isEqualTo("SignatureDoesNotMatch");
      }
    }

    @Test
    void knowsNoPresignedRequests() {
      String target = "/?" + StsFixture.form("GetCallerIdentity");
      ServerRequest right = aws.asAnn.get(target, aws.scope(), true);
      ServerRequest wrong =
          new Signed(aws.annsKey.id(), "another secret", "").get(target, aws.scope(), true);

      assertThat(aws.answer(right).status()).isEqualTo(200);
      assertThat(aws.answer(wrong).text("Code")).isEqualTo("SignatureDoesNotMatch");
    }
  }

  @Nested
  class LocalStack {
    @Test
    void verifiesNoSignature() {
      ServerRequest right = aws.asAnn.post("/", StsFixture.form("GetCallerIdentity"), aws.scope());
      List<Field> fields =
          right.fields().stream()
              .map(
                  field ->
                      field.name().equalsIgnoreCase("Authorization")
                          ? new Field(
                              field.name(),
                              field.value().replaceFirst("Signature=.*", "Signature=WHATEVER"))
                          : field)
              .toList();
      ServerRequest whatever =
          new ServerRequest("POST", "http", right.authority(), "/", null, fields, right.body());

      assertThat(aws.answer(right).status()).isEqualTo(200);
      assertThat(aws.answer(whatever).status()).isEqualTo(403);
      assertThat(aws.answer(whatever).text("Code")).isEqualTo("SignatureDoesNotMatch");
    }

    @Test
    void letsRolesBeAssumedThatDoNotExist() {
      assertThat(aws.assume(aws.asAnn, "arn:aws:iam::111122223333:role/nobody").text("Code"))
          .isEqualTo("AccessDenied");
    }
  }
}
