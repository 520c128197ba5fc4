package dev.gatehouse.mock.aws.policy;

import static dev.gatehouse.mock.aws.policy.Decision.ALLOWED;
import static dev.gatehouse.mock.aws.policy.Decision.ALLOWED_BY_NAME;
import static dev.gatehouse.mock.aws.policy.Decision.DENIED;
import static dev.gatehouse.mock.aws.policy.Decision.NOT_ALLOWED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.mock.aws.policy.RequestContext.Caller;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** AWS documentation: "Policy evaluation logic" and "IAM JSON policy elements reference". */
class PolicyTest {
  private static final String ROLE = "arn:aws:iam::111122223333:role/partner";

  private static Policy of(String version, String... statements) {
    return Policy.identity(
        "{\"Version\": \"%s\", \"Statement\": [%s]}"
            .formatted(version, String.join(",", statements)));
  }

  private static Policy identity(String... statements) {
    return of("2012-10-17", statements);
  }

  private static String allow(String rest) {
    return "{\"Effect\": \"Allow\", " + rest + "}";
  }

  private static String deny(String rest) {
    return "{\"Effect\": \"Deny\", " + rest + "}";
  }

  private static Decision decide(Policy policy, String action, String resource) {
    return policy.decide(OneCondition.request(action, resource, Map.of()));
  }

  @Nested
  class Statements {
    @Test
    void whatNothingIsSaidOfIsNotAllowed() {
      Policy policy = identity(allow("\"Action\": \"sts:AssumeRole\", \"Resource\": \"*\""));

      assertThat(decide(policy, "sts:TagSession", ROLE)).isEqualTo(NOT_ALLOWED);
      assertThat(decide(Policy.nothing(), "sts:AssumeRole", ROLE)).isEqualTo(NOT_ALLOWED);
    }

    @Test
    void aDenialWinsWhereverItStands() {
      String yes = allow("\"Action\": \"sts:*\", \"Resource\": \"*\"");
      String no = deny("\"Action\": \"sts:AssumeRole\", \"Resource\": \"" + ROLE + "\"");

      assertThat(decide(identity(yes, no), "sts:AssumeRole", ROLE)).isEqualTo(DENIED);
      assertThat(decide(identity(no, yes), "sts:AssumeRole", ROLE)).isEqualTo(DENIED);
      assertThat(decide(identity(no, yes), "sts:TagSession", ROLE)).isEqualTo(ALLOWED);
    }

    @Test
    void oneStatementNeedsNoList() {
      Policy policy =
          Policy.identity(
              "{\"Statement\": " + allow("\"Action\": \"sts:*\", \"Resource\": \"*\"") + "}");

      assertThat(decide(policy, "sts:AssumeRole", ROLE)).isEqualTo(ALLOWED);
    }

    @Test
    void aDenialWhoseConditionDoesNotHoldDeniesNothing() {
      Policy policy =
          identity(
              allow("\"Action\": \"*\", \"Resource\": \"*\""),
              deny(
                  "\"Action\": \"*\", \"Resource\": \"*\", \"Condition\": {\"Bool\":"
                      + " {\"aws:MultiFactorAuthPresent\": false}}"));

      assertThat(decide(policy, "sts:AssumeRole", ROLE)).as("no such key").isEqualTo(ALLOWED);
      assertThat(
              policy.decide(
                  OneCondition.request(
                      "sts:AssumeRole", Map.of("aws:MultiFactorAuthPresent", List.of("false")))))
          .isEqualTo(DENIED);
    }
  }

  @Nested
  class ActionsAndResources {
    @ParameterizedTest
    @CsvSource({
      "sts:AssumeRole, sts:assumerole, true",
      "STS:Assume*, sts:AssumeRole, true",
      "sts:*Role, sts:AssumeRole, true",
      "sts:?ssumeRole, sts:AssumeRole, true",
      "sts:AssumeRole, sts:AssumeRoleWithWebIdentity, false",
      "s3:*, sts:AssumeRole, false",
      "*, sts:AssumeRole, true",
    })
    void actionsCompareWithoutCaseAndWithWildcards(String pattern, String action, boolean fits) {
      String rest = "\"%s\": \"" + pattern + "\", \"Resource\": \"*\"";

      assertThat(decide(identity(allow(rest.formatted("Action"))), action, ROLE).allows())
          .isEqualTo(fits);
      assertThat(decide(identity(allow(rest.formatted("NotAction"))), action, ROLE).allows())
          .isNotEqualTo(fits);
    }

    @ParameterizedTest
    @CsvSource({
      "arn:aws:iam::111122223333:role/partner, true",
      "arn:aws:iam::111122223333:role/*, true",
      "arn:aws:iam::*:role/partner, true",
      "arn:aws:iam::111122223333:role/part?er, true",
      "arn:aws:iam::111122223333:role/PARTNER, false",
      "arn:aws:iam::111122223333:role/part, false",
      "*, true",
    })
    void resourcesCompareWithWildcards(String pattern, boolean fits) {
      String rest = "\"Action\": \"sts:*\", \"%s\": \"" + pattern + "\"";

      assertThat(
              decide(identity(allow(rest.formatted("Resource"))), "sts:AssumeRole", ROLE).allows())
          .isEqualTo(fits);
      assertThat(
              decide(identity(allow(rest.formatted("NotResource"))), "sts:AssumeRole", ROLE)
                  .allows())
          .isNotEqualTo(fits);
    }

    @Test
    void anyOfSeveralWillDo() {
      Policy policy =
          identity(
              allow(
                  "\"Action\": [\"s3:*\", \"sts:AssumeRole\"], \"Resource\":"
                      + " [\"arn:aws:s3:::x\", \""
                      + ROLE
                      + "\"]"));

      assertThat(decide(policy, "sts:AssumeRole", ROLE)).isEqualTo(ALLOWED);
    }

    @Test
    void manyStarsTakeNoLongTime() {
      String text = "a".repeat(5_000);

      assertThat(Wildcard.matches("*a*a*a*a*a*a*a*a*b", text)).isFalse();
    }
  }

  @Nested
  class Variables {
    private static boolean like(String version, String value, Map<String, List<String>> keys) {
      return of(
              version,
              allow(
                  "\"Action\": \"*\", \"Resource\": \"*\", \"Condition\": {\"StringLike\":"
                      + " {\"sts:RoleSessionName\": \""
                      + value
                      + "\"}}"))
          .decide(OneCondition.request("sts:AssumeRole", keys))
          .allows();
    }

    private static Map<String, List<String>> keys(String session, String user) {
      return Map.of("sts:RoleSessionName", List.of(session), "aws:username", List.of(user));
    }

    @Test
    void standForWhatTheRequestSays() {
      assertThat(like("2012-10-17", "${aws:username}", keys("ann", "ann"))).isTrue();
      assertThat(like("2012-10-17", "x-${AWS:UserName}-*", keys("x-ann-1", "ann"))).isTrue();
      assertThat(like("2012-10-17", "${aws:username}", keys("bob", "ann"))).isFalse();
    }

    @Test
    void areTextInAPolicyOf2008() {
      assertThat(like("2008-10-17", "${aws:username}", keys("ann", "ann"))).isFalse();
      assertThat(like("2008-10-17", "${aws:username}", keys("${aws:username}", "ann"))).isTrue();
    }

    @Test
    void bringNoWildcardsAlong() {
      assertThat(like("2012-10-17", "${aws:username}", keys("bob", "*"))).isFalse();
      assertThat(like("2012-10-17", "${aws:username}", keys("*", "*"))).isTrue();
    }

    @Test
    void nameTheCharactersThatWouldMeanSomethingElse() {
      assertThat(like("2012-10-17", "a${*}b", keys("a*b", "ann"))).isTrue();
      assertThat(like("2012-10-17", "a${*}b", keys("axb", "ann"))).isFalse();
      assertThat(like("2012-10-17", "a${?}${$}", keys("a?$", "ann"))).isTrue();
      assertThat(like("2012-10-17", "a${?}${$}", keys("ab$", "ann"))).isFalse();
    }

    @Test
    void fitNothingWhenTheRequestDoesNotHaveThem() {
      assertThat(like("2012-10-17", "${aws:username}", Map.of("sts:RoleSessionName", List.of(""))))
          .isFalse();
    }

    @Test
    void mayHaveADefault() {
      Map<String, List<String>> nobody = Map.of("sts:RoleSessionName", List.of("nobody"));

      assertThat(like("2012-10-17", "${aws:username, 'nobody'}", nobody)).isTrue();
      assertThat(like("2012-10-17", "${aws:username, 'nobody'}", keys("nobody", "ann"))).isFalse();
    }

    @Test
    void standInResourcesToo() {
      Policy policy =
          identity(
              allow(
                  "\"Action\": \"sts:*\", \"Resource\":"
                      + " \"arn:aws:iam::111122223333:role/${aws:username}\""));

      assertThat(
              policy
                  .decide(
                      OneCondition.request(
                          "sts:AssumeRole", ROLE, Map.of("aws:username", List.of("partner"))))
                  .allows())
          .isTrue();
      assertThat(decide(policy, "sts:AssumeRole", ROLE)).isEqualTo(NOT_ALLOWED);
    }
  }

  @Nested
  class Principals {
    private static Decision asked(String principal, Caller caller) {
      return Policy.trust(
              "{\"Version\": \"2012-10-17\", \"Statement\": {\"Effect\": \"Allow\","
                  + " \"Action\": \"sts:AssumeRole*\", \"Principal\": "
                  + principal
                  + "}}")
          .decide(new RequestContext(caller, "sts:AssumeRole", ROLE, Map.of()));
    }

    private static final Caller ANN =
        Caller.aws("444455556666", "arn:aws:iam::444455556666:user/ann");
    private static final Caller SESSION =
        Caller.aws(
            "444455556666",
            "arn:aws:sts::444455556666:assumed-role/app/one",
            "arn:aws:iam::444455556666:role/app");
    private static final Caller WEB =
        Caller.federated("arn:aws:iam::111122223333:oidc-provider/login.test");

    @Test
    void anAccountStandsForAllInIt() {
      assertThat(asked("{\"AWS\": \"444455556666\"}", ANN)).isEqualTo(ALLOWED);
      assertThat(asked("{\"AWS\": \"arn:aws:iam::444455556666:root\"}", SESSION))
          .isEqualTo(ALLOWED);
      assertThat(asked("{\"AWS\": \"111122223333\"}", ANN)).isEqualTo(NOT_ALLOWED);
    }

    @Test
    void anArnStandsForItsUserRoleOrSession() {
      assertThat(asked("{\"AWS\": \"arn:aws:iam::444455556666:user/ann\"}", ANN))
          .isEqualTo(ALLOWED_BY_NAME);
      assertThat(asked("{\"AWS\": \"arn:aws:iam::444455556666:role/app\"}", SESSION))
          .isEqualTo(ALLOWED_BY_NAME);
      assertThat(asked("{\"AWS\": \"arn:aws:sts::444455556666:assumed-role/app/one\"}", SESSION))
          .isEqualTo(ALLOWED_BY_NAME);
      assertThat(asked("{\"AWS\": \"arn:aws:sts::444455556666:assumed-role/app/two\"}", SESSION))
          .isEqualTo(NOT_ALLOWED);
      assertThat(asked("{\"AWS\": \"arn:aws:iam::444455556666:user/anne\"}", ANN))
          .isEqualTo(NOT_ALLOWED);
    }

    @Test
    void aStarStandsForEverybody() {
      for (Caller caller : List.of(ANN, SESSION, WEB)) {
        assertThat(asked("\"*\"", caller)).isEqualTo(ALLOWED_BY_NAME);
        assertThat(asked("{\"AWS\": \"*\"}", caller)).isEqualTo(ALLOWED_BY_NAME);
      }
    }

    @Test
    void aProviderStandsForThoseItVouchesFor() {
      String provider = "{\"Federated\": \"arn:aws:iam::111122223333:oidc-provider/login.test\"}";

      assertThat(asked(provider, WEB)).isEqualTo(ALLOWED);
      assertThat(asked(provider, ANN)).isEqualTo(NOT_ALLOWED);
      assertThat(asked("{\"AWS\": \"111122223333\"}", WEB)).isEqualTo(NOT_ALLOWED);
      assertThat(asked("{\"Federated\": \"arn:aws:iam::111122223333:oidc-provider/other\"}", WEB))
          .isEqualTo(NOT_ALLOWED);
    }

    @Test
    void aServiceStandsForNobodyHere() {
      assertThat(asked("{\"Service\": \"ec2.amazonaws.com\"}", ANN)).isEqualTo(NOT_ALLOWED);
    }

    @Test
    void aDenialInATrustPolicyDenies() {
      Policy policy =
          Policy.trust(
              """
              {"Version": "2012-10-17", "Statement": [
                {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": "*"},
                {"Effect": "Deny", "Action": "sts:AssumeRole",
                 "Principal": {"AWS": "arn:aws:iam::444455556666:user/ann"}}]}
              """);

      assertThat(policy.decide(new RequestContext(ANN, "sts:AssumeRole", ROLE, Map.of())))
          .isEqualTo(DENIED);
      assertThat(policy.decide(new RequestContext(SESSION, "sts:AssumeRole", ROLE, Map.of())))
          .isEqualTo(ALLOWED_BY_NAME);
    }
  }
}
