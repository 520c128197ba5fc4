package dev.gatehouse.mock.aws.sts;

import static dev.gatehouse.mock.aws.sts.StsFixture.ROLE_ARN;
import static dev.gatehouse.mock.aws.sts.StsFixture.allow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.mock.aws.iam.Role;
import dev.gatehouse.mock.aws.sigv4.ServiceStyle;
import dev.gatehouse.mock.aws.sigv4.SignatureGate;
import dev.gatehouse.mock.aws.sigv4.VerifierSettings;
import dev.gatehouse.mock.gate.Verdict;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Gates that ask IAM who may call. */
class SessionGateTest {
  private static final String ORDERS =
      "arn:aws:execute-api:eu-central-1:111122223333:api1/prod/GET/orders";

  private static final String PARTNERS_TRUST =
      """
      {"Version": "2012-10-17", "Statement": {
        "Effect": "Allow", "Principal": {"AWS": "%s"}, "Action": "sts:AssumeRole",
        "Condition": {"StringEquals": {"sts:ExternalId": "tenant-7"}}}}
      """
          .formatted(StsFixture.PLATFORM);

  private final StsFixture aws = new StsFixture();

  private Verdict judge(SignatureGate.Permission permission, Signed caller) {
    VerifierSettings settings =
        VerifierSettings.of(ServiceStyle.REST_JSON, "eu-central-1", "execute-api");
    return new SignatureGate(settings, aws.iam, aws.now::get, permission)
        .judge(
            caller.get(
                "/orders", new Signed.Scope("eu-central-1", "execute-api", aws.now.get()), false));
  }

  private Signed partner(String... more) {
    String[] all = new String[more.length + 2];
    all[0] = "ExternalId";
    all[1] = "tenant-7";
    System.arraycopy(more, 0, all, 2, more.length);
    return aws.assume(aws.asAnn, ROLE_ARN, all).session();
  }

  private static void isRefused(Verdict verdict, String why) {
    assertThat(verdict)
        .isInstanceOfSatisfying(
            Verdict.Refused.class,
            refused -> {
              assertThat(refused.reason()).isEqualTo("not-authorized");
              assertThat(refused.explanation()).contains(why);
              assertThat(refused.response().status()).isEqualTo(403);
            });
  }

  @Nested
  class SessionsOfOneRole {
    private final SignatureGate.Permission permission = aws.iam.sessionsOf(aws.partner);

    @Test
    void areAdmittedUnderTheirOwnName() {
      assertThat(judge(permission, partner()))
          .isInstanceOfSatisfying(
              Verdict.Admitted.class,
              admitted ->
                  assertThat(admitted.principal())
                      .isEqualTo("arn:aws:sts::111122223333:assumed-role/partner/one"));
    }

    @Test
    void areNotThoseOfAnotherNorUsers() {
      Signed other = aws.assume(aws.asAnn, aws.open("open").principal().arn()).session();

      isRefused(judge(permission, other), "is no session of " + ROLE_ARN);
      isRefused(judge(permission, aws.asAnn), "is no session of " + ROLE_ARN);
    }

    /**
     * AWS documentation, "IAM identifiers": a role made anew under a name has another unique id.
     */
    @Test
    void areNotThoseOfARoleThatHadItsNameBefore() {
      Signed before = partner();
      Role anew = aws.iam.account(StsFixture.CUSTOMER).role("partner", PARTNERS_TRUST);

      assertThat(anew.principal().arn()).isEqualTo(ROLE_ARN);
      assertThat(anew.principal().userId()).isNotEqualTo(aws.partner.principal().userId());
      isRefused(judge(aws.iam.sessionsOf(anew), before), "is no session of " + ROLE_ARN);
      assertThat(judge(aws.iam.sessionsOf(anew), partner())).isInstanceOf(Verdict.Admitted.class);
    }

    @Test
    void areRefusedWhenTheyAreOver() {
      Signed session = partner();
      aws.pass(Duration.ofHours(1));

      assertThat(judge(permission, session))
          .isInstanceOfSatisfying(
              Verdict.Refused.class,
              refused -> assertThat(refused.reason()).isEqualTo("expired-session"));
    }
  }

  @Nested
  class AnAction {
    private final SignatureGate.Permission permission =
        aws.iam.mayPerform("execute-api:Invoke", ORDERS);

    @Test
    void isAllowedByTheUsersOwnPolicies() {
      isRefused(judge(permission, aws.asAnn), "a policy of arn:aws:iam::444455556666:user/ann has");

      aws.ann.policy(allow("execute-api:Invoke", ORDERS));
      assertThat(judge(permission, aws.asAnn)).isInstanceOf(Verdict.Admitted.class);

      aws.ann.policy(allow("execute-api:*", "*").replace("Allow", "Deny"));
      isRefused(judge(permission, aws.asAnn), "is denied execute-api:Invoke on " + ORDERS);
    }

    @Test
    void isAllowedByTheRolesPoliciesAndThoseOfItsSession() {
      isRefused(judge(permission, partner()), "may not execute-api:Invoke");

      aws.partner.policy(allow("execute-api:Invoke", "*"));
      assertThat(judge(permission, partner())).isInstanceOf(Verdict.Admitted.class);
      assertThat(judge(permission, partner("Policy", allow("execute-api:*", "*"))))
          .isInstanceOf(Verdict.Admitted.class);
      isRefused(
          judge(permission, partner("Policy", allow("s3:*", "*"))), "the policies of its session");
    }

    /** AWS documentation, GetFederationToken: without a session policy there is no permission. */
    @Test
    void isAllowedToAFederatedUserOnlyByASessionPolicy() {
      aws.ann.policy(allow("*", "*"));
      Signed without = aws.call(aws.asAnn, "GetFederationToken", "Name", "bob").session();
      Signed with =
          aws.call(
                  aws.asAnn,
                  "GetFederationToken",
                  "Name",
                  "bob",
                  "Policy",
                  allow("execute-api:*", "*"))
              .session();

      isRefused(judge(permission, without), "federated-user/bob may not");
      assertThat(judge(permission, with)).isInstanceOf(Verdict.Admitted.class);
    }

    @Test
    void isJudgedByTheRequestToo() {
      aws.ann.policy(
          """
          {"Version": "2012-10-17", "Statement": {
            "Effect": "Allow", "Action": "execute-api:Invoke", "Resource": "*",
            "Condition": {"IpAddress": {"aws:SourceIp": "203.0.113.0/24"}}}}
          """);
      isRefused(judge(permission, aws.asAnn), "may not");

      aws.ann.policy(
          """
          {"Version": "2012-10-17", "Statement": {
            "Effect": "Allow", "Action": "execute-api:Invoke", "Resource": "*",
            "Condition": {"IpAddress": {"aws:SourceIp": "127.0.0.1"},
                          "StringEquals": {"aws:RequestedRegion": "eu-central-1"}}}}
          """);
      assertThat(judge(permission, aws.asAnn)).isInstanceOf(Verdict.Admitted.class);
    }

    @ParameterizedTest
    @CsvSource({"Invoke, arn:aws:s3:::x", "s3:*, arn:aws:s3:::x", "s3:GetObject, bucket"})
    void isNamedWithItsResource(String action, String resource) {
      assertThatThrownBy(() -> aws.iam.mayPerform(action, resource))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void anInactiveKeyIsRefusedAtOnce() {
    aws.ann.setActive(aws.annsKey, false);

    assertThat(judge(SignatureGate.Permission.ANYBODY, aws.asAnn))
        .isInstanceOfSatisfying(
            Verdict.Refused.class,
            refused -> assertThat(refused.reason()).isEqualTo("inactive-key"));
    assertThat(aws.call(aws.asAnn, "GetCallerIdentity").error())
        .isEqualTo(
            "403 InvalidClientTokenId: The security token included in the request is invalid.");
  }
}
