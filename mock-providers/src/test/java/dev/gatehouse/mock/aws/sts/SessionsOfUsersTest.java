package dev.gatehouse.mock.aws.sts;

import static dev.gatehouse.mock.aws.sts.StsFixture.ANN_ARN;
import static dev.gatehouse.mock.aws.sts.StsFixture.ROLE_ARN;
import static dev.gatehouse.mock.aws.sts.StsFixture.allow;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** GetSessionToken, GetFederationToken, GetAccessKeyInfo (AWS STS API reference). */
class SessionsOfUsersTest {
  private static final String FEDERATED = "arn:aws:sts::444455556666:federated-user/bob";

  private final StsFixture aws = new StsFixture();

  private static String cannot(String action) {
    return "403 AccessDenied: Cannot call " + action + " with session credentials";
  }

  @Nested
  class SessionToken {
    @Test
    void standsForTheUser() {
      StsAnswer answer = aws.call(aws.asAnn, "GetSessionToken");

      assertThat(answer.text("Expiration")).isEqualTo("2026-03-02T00:00:00Z");
      assertThat(aws.call(answer.session(), "GetCallerIdentity").text("Arn")).isEqualTo(ANN_ARN);
    }

    @Test
    void lastsAsLongAsAskedFor() {
      Signed session = aws.call(aws.asAnn, "GetSessionToken", "DurationSeconds", "900").session();
      aws.pass(Duration.ofSeconds(899));
      assertThat(aws.call(session, "GetCallerIdentity").status()).isEqualTo(200);
      aws.pass(Duration.ofSeconds(1));

      assertThat(aws.call(session, "GetCallerIdentity").error()).startsWith("403 ExpiredToken: ");
    }

    @ParameterizedTest
    @CsvSource({"GetSessionToken, -", "GetFederationToken, Name", "GetAccessKeyInfo, AccessKeyId"})
    void callsNothingButAssumeRoleAndGetCallerIdentity(String action, String parameter) {
      Signed session = aws.call(aws.asAnn, "GetSessionToken").session();

      assertThat(aws.call(session, action, parameter, aws.annsKey.id()).error())
          .isEqualTo(cannot(action));
      assertThat(aws.assume(session, ROLE_ARN, "ExternalId", "tenant-7").status()).isEqualTo(200);
    }

    @Test
    void isNotForRoles() {
      Signed role = aws.assume(aws.asAnn, ROLE_ARN, "ExternalId", "tenant-7").session();

      assertThat(aws.call(role, "GetSessionToken").error()).isEqualTo(cannot("GetSessionToken"));
      assertThat(aws.call(role, "GetFederationToken", "Name", "bob").error())
          .isEqualTo(cannot("GetFederationToken"));
    }

    @Test
    void wrongCodeGivesNone() {
      var device = aws.ann.mfaDevice(new byte[20]);
      String late = device.code(aws.now.get().minusSeconds(60));

      assertThat(
              aws.call(
                      aws.asAnn,
                      "GetSessionToken",
                      "SerialNumber",
                      device.serialNumber(),
                      "TokenCode",
                      late)
                  .error())
          .startsWith("403 AccessDenied: MultiFactorAuthentication failed with invalid MFA");
    }
  }

  @Nested
  class FederationToken {
    private StsAnswer federate(String... more) {
      String[] all = new String[more.length + 2];
      all[0] = "Name";
      all[1] = "bob";
      System.arraycopy(more, 0, all, 2, more.length);
      return aws.call(aws.asAnn, "GetFederationToken", all);
    }

    @Test
    void standsForSomebodyElseInTheUsersAccount() {
      StsAnswer answer = federate("Policy", allow("sts:*", "*"));

      assertThat(answer.text("FederatedUserId")).isEqualTo("444455556666:bob");
      assertThat(answer.text("Arn")).isEqualTo(FEDERATED);
      assertThat(answer.text("PackedPolicySize")).matches("[1-9][0-9]?");
      assertThat(answer.text("Expiration")).isEqualTo("2026-03-02T00:00:00Z");
      StsAnswer who = aws.call(answer.session(), "GetCallerIdentity");
      assertThat(who.text("Arn")).isEqualTo(FEDERATED);
      assertThat(who.text("UserId")).isEqualTo("444455556666:bob");
    }

    @Test
    void hasToBeAllowedToTheUser() {
      Signed poor = Signed.with(aws.iam.account("444455556666").user("poor").createAccessKey());

      assertThat(aws.call(poor, "GetFederationToken", "Name", "bob").error())
          .isEqualTo(
              "403 AccessDenied: User: arn:aws:iam::444455556666:user/poor is not authorized to"
                  + " perform: sts:GetFederationToken on resource: "
                  + FEDERATED);
    }

    @Test
    void taggingHasToBeAllowedToo() {
      Signed untagged =
          Signed.with(
              aws.iam
                  .account("444455556666")
                  .user("untagged")
                  .policy(allow("sts:GetFederationToken", "*"))
                  .createAccessKey());
      String[] tagged = {"Name", "bob", "Tags.member.1.Key", "team", "Tags.member.1.Value", "red"};

      assertThat(aws.call(untagged, "GetFederationToken", tagged).error())
          .contains("is not authorized to perform: sts:TagSession on resource: " + FEDERATED);
      assertThat(aws.call(aws.asAnn, "GetFederationToken", tagged).status()).isEqualTo(200);
    }

    @Test
    void callsNothingOfStsButGetCallerIdentity() {
      Signed bob = federate("Policy", allow("sts:*", "*")).session();

      assertThat(aws.assume(bob, ROLE_ARN, "ExternalId", "tenant-7").error())
          .isEqualTo(cannot("AssumeRole"));
      assertThat(aws.call(bob, "GetSessionToken").error()).isEqualTo(cannot("GetSessionToken"));
    }
  }

  @Nested
  class AccessKeyInfo {
    @Test
    void namesTheAccountOfAnyKey() {
      String other = aws.iam.account("777788889999").user("zoe").createAccessKey().id();
      String session = aws.call(aws.asAnn, "GetSessionToken").session().accessKeyId();

      assertThat(aws.call(aws.asAnn, "GetAccessKeyInfo", "AccessKeyId", other).text("Account"))
          .isEqualTo("777788889999");
      assertThat(aws.call(aws.asAnn, "GetAccessKeyInfo", "AccessKeyId", session).text("Account"))
          .isEqualTo("444455556666");
    }

    @Test
    void refusesAKeyThereIsNot() {
      assertThat(
              aws.call(aws.asAnn, "GetAccessKeyInfo", "AccessKeyId", "AKIAQQQQQQQQQQQQQQQQ")
                  .error())
          .isEqualTo("400 ValidationError: Access key AKIAQQQQQQQQQQQQQQQQ is invalid.");
    }

    @Test
    void hasToBeAllowed() {
      Signed poor = Signed.with(aws.iam.account("444455556666").user("poor").createAccessKey());

      assertThat(aws.call(poor, "GetAccessKeyInfo", "AccessKeyId", aws.annsKey.id()).error())
          .contains("is not authorized to perform: sts:GetAccessKeyInfo on resource: *");
    }
  }

  @Test
  void nobodyCanBeForbiddenToAskWhoTheyAre() {
    Signed denied =
        Signed.with(
            aws.iam
                .account("444455556666")
                .user("denied")
                .policy(allow("*", "*").replace("Allow", "Deny"))
                .createAccessKey());

    assertThat(aws.call(denied, "GetCallerIdentity").status()).isEqualTo(200);
  }
}
