package dev.gatehouse.mock.aws.sts;

import static dev.gatehouse.mock.aws.sts.StsFixture.ROLE_ARN;
import static dev.gatehouse.mock.aws.sts.StsFixture.allow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.mock.aws.iam.IamUser;
import dev.gatehouse.mock.aws.iam.MfaDevice;
import dev.gatehouse.mock.aws.iam.Role;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** AWS STS API reference, AssumeRole; AWS documentation: "Policy evaluation logic". */
class AssumeRoleTest {
  private static final String PLATFORM = "{\"AWS\": \"444455556666\"}";
  private static final String CUSTOMER = "{\"AWS\": \"111122223333\"}";
  private static final byte[] SECRET = new byte[20];

  private final StsFixture aws = new StsFixture();

  private static String arn(Role role) {
    return role.principal().arn();
  }

  private Signed partnerSession(String... more) {
    String[] all = new String[more.length + 2];
    all[0] = "ExternalId";
    all[1] = "tenant-7";
    System.arraycopy(more, 0, all, 2, more.length);
    return aws.assume(aws.asAnn, ROLE_ARN, all).session();
  }

  private static void isDenied(StsAnswer answer, String action) {
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.text("Code")).isEqualTo("AccessDenied");
    assertThat(answer.text("Message")).contains(" is not authorized to perform: " + action + " on");
  }

  @Nested
  class BothSidesDecide {
    private final Signed bob =
        Signed.with(aws.iam.account("444455556666").user("bob").createAccessKey());

    @Test
    void acrossAccountsTheCallersOwnPoliciesHaveToAllowIt() {
      Role role = aws.role("open", "\"*\"", "{}");

      StsAnswer answer = aws.assume(bob, arn(role));

      isDenied(answer, "sts:AssumeRole");
      assertThat(answer.explanation())
          .contains("no policy of arn:aws:iam::444455556666:user/bob")
          .contains("across accounts both sides have to");
      assertThat(aws.assume(aws.asAnn, arn(role)).status()).isEqualTo(200);
    }

    @Test
    void inOneAccountATrustPolicyThatNamesTheUserIsEnough() {
      IamUser carl = aws.iam.account("111122223333").user("carl");
      Signed asCarl = Signed.with(carl.createAccessKey());
      Role named = aws.role("named", "{\"AWS\": \"arn:aws:iam::111122223333:user/carl\"}", "{}");
      Role delegated = aws.role("delegated", CUSTOMER, "{}");

      assertThat(aws.assume(asCarl, arn(named)).status()).isEqualTo(200);
      isDenied(aws.assume(asCarl, arn(delegated)), "sts:AssumeRole");
      carl.policy(allow("sts:AssumeRole", arn(delegated)));
      assertThat(aws.assume(asCarl, arn(delegated)).status()).isEqualTo(200);
    }

    @Test
    void aDenialOfTheCallersOwnWins() {
      Role role = aws.open("open");
      aws.ann.policy(allow("sts:AssumeRole", arn(role)).replace("Allow", "Deny"));

      isDenied(aws.assume(aws.asAnn, arn(role)), "sts:AssumeRole");
    }

    @Test
    void whoIsNotTrustedIsDeniedWhateverTheirOwnPoliciesSay() {
      Role role = aws.role("other", "{\"AWS\": \"arn:aws:iam::444455556666:user/zoe\"}", "{}");

      isDenied(aws.assume(aws.asAnn, arn(role)), "sts:AssumeRole");
    }

    @Test
    void conditionsSeeTheRequest() {
      Role role =
          aws.role(
              "strict",
              PLATFORM,
              """
              {"IpAddress": {"aws:SourceIp": "127.0.0.0/8"},
               "StringEquals": {"aws:RequestedRegion": "eu-central-1", "aws:username": "ann",
                                "aws:ResourceAccount": "111122223333"},
               "StringLike": {"sts:RoleSessionName": "${aws:username}-*"},
               "DateLessThan": {"aws:CurrentTime": "2026-03-02"},
               "NumericLessThanEquals": {"sts:DurationSeconds": 1800},
               "Null": {"aws:MultiFactorAuthPresent": true, "aws:PrincipalOrgID": true},
               "Bool": {"aws:SecureTransport": false, "aws:ViaAWSService": false}}
              """);
      String[] right = {
        "RoleArn", arn(role), "RoleSessionName", "ann-1", "DurationSeconds", "1800"
      };

      assertThat(aws.call(aws.asAnn, "AssumeRole", right).status()).isEqualTo(200);
      right[3] = "bob-1";
      isDenied(aws.call(aws.asAnn, "AssumeRole", right), "sts:AssumeRole");
      right[3] = "ann-1";
      right[5] = "1801";
      isDenied(aws.call(aws.asAnn, "AssumeRole", right), "sts:AssumeRole");
      right[5] = "1800";
      aws.pass(Duration.ofHours(12));
      isDenied(aws.call(aws.asAnn, "AssumeRole", right), "sts:AssumeRole");
    }
  }

  @Nested
  class Mfa {
    private final MfaDevice device = aws.ann.mfaDevice(SECRET);
    private final Role role =
        aws.role("mfa", PLATFORM, "{\"Bool\": {\"aws:MultiFactorAuthPresent\": true}}");

    private StsAnswer assume(String serial, String code) {
      return aws.assume(aws.asAnn, arn(role), "SerialNumber", serial, "TokenCode", code);
    }

    @Test
    void aRoleThatAsksForACodeRefusesCallsWithoutOne() {
      isDenied(aws.assume(aws.asAnn, arn(role)), "sts:AssumeRole");

      assertThat(assume(device.serialNumber(), device.code(aws.now.get())).status()).isEqualTo(200);
    }

    @Test
    void aCodeIsGoodOnce() {
      String code = device.code(aws.now.get());
      assertThat(assume(device.serialNumber(), code).status()).isEqualTo(200);

      assertThat(assume(device.serialNumber(), code).error())
          .isEqualTo(
              "403 AccessDenied: MultiFactorAuthentication failed with invalid MFA one time pass"
                  + " code. ");
      aws.pass(Duration.ofSeconds(30));
      assertThat(assume(device.serialNumber(), device.code(aws.now.get())).status()).isEqualTo(200);
    }

    @Test
    void anotherUsersDeviceIsNoDevice() {
      MfaDevice other = aws.iam.account("444455556666").user("bob").mfaDevice(SECRET);

      assertThat(assume(other.serialNumber(), other.code(aws.now.get())).error())
          .startsWith(
              "403 AccessDenied: MultiFactorAuthentication failed, unable to validate MFA code.");
    }

    @Test
    void codeAndDeviceGoTogether() {
      String expected =
          "403 AccessDenied: MultiFactorAuthentication failed, must provide both MFA serial number"
              + " and one time pass code.";

      assertThat(aws.assume(aws.asAnn, arn(role), "TokenCode", "123456").error())
          .isEqualTo(expected);
      assertThat(aws.assume(aws.asAnn, arn(role), "SerialNumber", device.serialNumber()).error())
          .isEqualTo(expected);
    }

    @Test
    void aSessionTokenMadeWithACodeCarriesIt() {
      Signed with =
          aws.call(
                  aws.asAnn,
                  "GetSessionToken",
                  "SerialNumber",
                  device.serialNumber(),
                  "TokenCode",
                  device.code(aws.now.get()))
              .session();
      Signed without = aws.call(aws.asAnn, "GetSessionToken").session();

      assertThat(aws.assume(with, arn(role)).status()).isEqualTo(200);
      isDenied(aws.assume(without, arn(role)), "sts:AssumeRole");
    }

    @Test
    void theAgeOfACodeCounts() {
      Role fresh =
          aws.role("fresh", PLATFORM, "{\"NumericLessThan\": {\"aws:MultiFactorAuthAge\": 3600}}");
      Signed session =
          aws.call(
                  aws.asAnn,
                  "GetSessionToken",
                  "SerialNumber",
                  device.serialNumber(),
                  "TokenCode",
                  device.code(aws.now.get()))
              .session();
      aws.pass(Duration.ofSeconds(3_599));
      assertThat(aws.assume(session, arn(fresh)).status()).isEqualTo(200);

      aws.pass(Duration.ofSeconds(1));
      isDenied(aws.assume(session, arn(fresh)), "sts:AssumeRole");
    }

    @Test
    void aRolesSessionSaysNothingOfTheCodeItWasMadeWith() {
      Signed session = assume(device.serialNumber(), device.code(aws.now.get())).session();
      role.policy(allow("sts:*", "*"));
      Role next = aws.role("next", CUSTOMER, "{\"Bool\": {\"aws:MultiFactorAuthPresent\": true}}");

      isDenied(aws.assume(session, arn(next)), "sts:AssumeRole");
    }
  }

  @Nested
  class SessionPolicies {
    private final Role next = aws.role("next", CUSTOMER, "{}");

    SessionPolicies() {
      aws.partner.policy(allow("sts:AssumeRole", "*"));
    }

    @Test
    void narrowWhatTheRoleMay() {
      Signed free = partnerSession();
      Signed narrowed = partnerSession("Policy", allow("s3:*", "*"));
      Signed same = partnerSession("Policy", allow("sts:*", arn(next)));

      assertThat(aws.assume(free, arn(next)).status()).isEqualTo(200);
      isDenied(aws.assume(narrowed, arn(next)), "sts:AssumeRole");
      assertThat(aws.assume(same, arn(next)).status()).isEqualTo(200);
    }

    @Test
    void grantNothingTheRoleMayNot() {
      Role poor = aws.role("poor", PLATFORM, "{}");
      Signed session = aws.assume(aws.asAnn, arn(poor), "Policy", allow("*", "*")).session();

      isDenied(aws.assume(session, arn(next)), "sts:AssumeRole");
    }

    @Test
    void mayBeManagedOnesByTheirArns() {
      String reads = aws.iam.account("111122223333").managedPolicy("reads", allow("s3:*", "*"));
      String assumes =
          aws.iam.account("111122223333").managedPolicy("assumes", allow("sts:*", "*"));
      Signed narrowed = partnerSession("PolicyArns.member.1.arn", reads);
      Signed both =
          partnerSession("PolicyArns.member.1.arn", reads, "PolicyArns.member.2.arn", assumes);

      isDenied(aws.assume(narrowed, arn(next)), "sts:AssumeRole");
      assertThat(aws.assume(both, arn(next)).status()).isEqualTo(200);
    }

    @Test
    void haveToExistAndToBePolicies() {
      String[] unknown = {
        "ExternalId", "tenant-7", "PolicyArns.member.1.arn", "arn:aws:iam::111122223333:policy/no"
      };
      String[] malformed = {"ExternalId", "tenant-7", "Policy", "{\"Statement\": 1}"};

      assertThat(aws.assume(aws.asAnn, ROLE_ARN, unknown).error())
          .startsWith("400 InvalidParameterValue: Policy arn:aws:iam::111122223333:policy/no does");
      StsAnswer answer = aws.assume(aws.asAnn, ROLE_ARN, malformed);
      assertThat(answer.error())
          .isEqualTo("400 MalformedPolicyDocument: The policy is not in the valid JSON format.");
      assertThat(answer.explanation()).contains("Statement[0]");
    }

    @Test
    void sayHowMuchRoomTheyTake() {
      String policy = allow("s3:*", "*").strip();

      assertThat(
              aws.assume(aws.asAnn, ROLE_ARN, "ExternalId", "tenant-7", "Policy", policy)
                  .text("PackedPolicySize"))
          .isEqualTo(String.valueOf(100 * policy.length() / 2048));
    }

    /** AWS documentation: what is granted to a session's own ARN, session policies do not limit. */
    @Test
    void limitWhatIsGrantedToTheRoleButNotWhatIsGrantedToTheSession() {
      Role trustsRole = aws.role("trusts-role", "{\"AWS\": \"" + ROLE_ARN + "\"}", "{}");
      Role trustsSession =
          aws.role(
              "trusts-session",
              "{\"AWS\": \"arn:aws:sts::111122223333:assumed-role/partner/one\"}",
              "{}");
      Signed narrowed = partnerSession("Policy", allow("s3:*", "*"));

      isDenied(aws.assume(narrowed, arn(trustsRole)), "sts:AssumeRole");
      assertThat(aws.assume(narrowed, arn(trustsSession)).status()).isEqualTo(200);
      assertThat(aws.assume(partnerSession(), arn(trustsRole)).status()).isEqualTo(200);
    }
  }

  @Nested
  class Tags {
    private static final String[] TEAM = {
      "ExternalId", "tenant-7", "Tags.member.1.Key", "team", "Tags.member.1.Value", "red"
    };

    private StsAnswer tagged(Signed caller, String arn, String... more) {
      return aws.assume(caller, arn, more);
    }

    @Test
    void haveToBeAllowedByTheTrustPolicy() {
      aws.partner.trust(trusting("sts:AssumeRole"));
      isDenied(tagged(aws.asAnn, ROLE_ARN, TEAM), "sts:TagSession");

      aws.partner.trust(trusting("sts:*"));
      assertThat(tagged(aws.asAnn, ROLE_ARN, TEAM).status()).isEqualTo(200);
    }

    private String trusting(String action) {
      return StsFixture.trust(PLATFORM, "{}")
          .replace(
              "\"sts:AssumeRole*\", \"sts:TagSession\", \"sts:SetSourceIdentity\"",
              "\"" + action + "\"");
    }

    @Test
    void areSeenByConditionsOfTheRequestAndOfTheSession() {
      aws.partner.trust(
          StsFixture.trust(
              PLATFORM,
              """
              {"StringEquals": {"aws:RequestTag/team": "red"},
               "ForAllValues:StringEquals": {"aws:TagKeys": ["team"]}}
              """));
      aws.partner.policy(allow("sts:*", "*"));
      Role next =
          aws.role("next", CUSTOMER, "{\"StringEquals\": {\"aws:PrincipalTag/team\": \"red\"}}");
      Signed session = tagged(aws.asAnn, ROLE_ARN, TEAM).session();

      assertThat(aws.assume(session, arn(next)).status()).isEqualTo(200);
      String[] blue = TEAM.clone();
      blue[5] = "blue";
      isDenied(tagged(aws.asAnn, ROLE_ARN, blue), "sts:AssumeRole");
    }

    @Test
    void goOnToTheNextRoleOnlyWhenTheyAreTransitive() {
      aws.partner.policy(allow("sts:*", "*"));
      Role next = aws.role("next", CUSTOMER, "{}");
      next.policy(allow("sts:*", "*"));
      Role last =
          aws.role("last", CUSTOMER, "{\"StringEquals\": {\"aws:PrincipalTag/team\": \"red\"}}");
      Signed plain = aws.assume(partnerSession(tail(TEAM)), arn(next)).session();
      Signed going =
          aws.assume(
                  partnerSession(concat(tail(TEAM), "TransitiveTagKeys.member.1", "Team")),
                  arn(next))
              .session();

      isDenied(aws.assume(plain, arn(last)), "sts:AssumeRole");
      assertThat(aws.assume(going, arn(last)).status()).isEqualTo(200);
    }

    @Test
    void thatWentOnCannotBeReplaced() {
      aws.partner.policy(allow("sts:*", "*"));
      Role next = aws.role("next", CUSTOMER, "{}");
      Signed going = partnerSession(concat(tail(TEAM), "TransitiveTagKeys.member.1", "team"));

      assertThat(
              aws.assume(
                      going, arn(next), "Tags.member.1.Key", "TEAM", "Tags.member.1.Value", "blue")
                  .error())
          .isEqualTo(
              "400 InvalidParameterValue: One of the specified transitive tag keys can't be set"
                  + " because it conflicts with a transitive tag key from the calling session.");
    }

    @Test
    void haveNamesOfTheirOwn() {
      assertThat(
              tagged(
                      aws.asAnn,
                      ROLE_ARN,
                      concat(TEAM, "Tags.member.2.Key", "TEAM", "Tags.member.2.Value", "x"))
                  .error())
          .isEqualTo(
              "400 InvalidParameterValue: Duplicate tag keys found. Please note that Tag keys are"
                  + " case insensitive.");
      assertThat(
              tagged(aws.asAnn, ROLE_ARN, concat(TEAM, "TransitiveTagKeys.member.1", "cost"))
                  .error())
          .isEqualTo(
              "400 InvalidParameterValue: The specified transitive tag key must be included in the"
                  + " requested tags.");
    }

    private static String[] tail(String... all) {
      return Arrays.copyOfRange(all, 2, all.length);
    }

    private static String[] concat(String[] some, String... more) {
      String[] all = Arrays.copyOf(some, some.length + more.length);
      System.arraycopy(more, 0, all, some.length, more.length);
      return all;
    }
  }

  @Nested
  class SourceIdentity {
    private final Role next = aws.role("next", CUSTOMER, "{}");

    SourceIdentity() {
      aws.partner.policy(allow("sts:*", "*"));
    }

    @Test
    void isAnsweredAndGoesOnToEveryRole() {
      StsAnswer first =
          aws.assume(
              aws.asAnn, ROLE_ARN, "ExternalId", "tenant-7", "SourceIdentity", "ann@example.org");
      StsAnswer second = aws.assume(first.session(), arn(next));

      assertThat(first.text("SourceIdentity")).isEqualTo("ann@example.org");
      assertThat(second.text("SourceIdentity")).isEqualTo("ann@example.org");
    }

    @Test
    void onceSetCannotBeChanged() {
      Signed first = partnerSession("SourceIdentity", "ann");

      assertThat(aws.assume(first, arn(next), "SourceIdentity", "bob").error())
          .isEqualTo(
              "403 AccessDenied: The source identity is already set for this assume role session.");
      assertThat(aws.assume(first, arn(next), "SourceIdentity", "ann").status()).isEqualTo(200);
    }

    @Test
    void hasToBeAllowedByEveryRole() {
      Role strict = aws.role("strict", CUSTOMER, "{}");
      strict.trust(StsFixture.trust(CUSTOMER, "{}").replace(", \"sts:SetSourceIdentity\"", ""));
      Signed first = partnerSession("SourceIdentity", "ann");

      isDenied(aws.assume(first, arn(strict)), "sts:SetSourceIdentity");
      assertThat(aws.assume(partnerSession(), arn(strict)).status()).isEqualTo(200);
    }

    @Test
    void isSeenByConditions() {
      Role known =
          aws.role("known", CUSTOMER, "{\"StringEquals\": {\"aws:SourceIdentity\": \"ann\"}}");

      assertThat(aws.assume(partnerSession("SourceIdentity", "ann"), arn(known)).status())
          .isEqualTo(200);
      isDenied(aws.assume(partnerSession("SourceIdentity", "bob"), arn(known)), "sts:AssumeRole");
    }
  }
}
