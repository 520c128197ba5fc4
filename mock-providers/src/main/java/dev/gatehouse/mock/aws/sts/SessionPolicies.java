package dev.gatehouse.mock.aws.sts;

import dev.gatehouse.mock.aws.answer.AwsError;
import dev.gatehouse.mock.aws.iam.Iam;
import dev.gatehouse.mock.aws.policy.MalformedPolicyException;
import dev.gatehouse.mock.aws.policy.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The policies that narrow a session: {@code Policy} and {@code PolicyArns}. */
final class SessionPolicies {
  private static final String ANY_TEXT = "[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+";
  private static final int MOST_ARNS = 10;

  private SessionPolicies() {}

  static void constrain(Constraints constraints, StsParameters parameters) {
    constraints.text("Policy", 1, 2048, ANY_TEXT);
    List<String> arns = arns(parameters);
    constraints.atMost("PolicyArns", arns.size(), MOST_ARNS);
    for (int i = 0; i < arns.size(); i++) {
      constraints.check(
          "policyArns." + (i + 1) + ".member.arn", arns.get(i), 20, 2048, Constraints.ARN);
    }
  }

  static List<String> arns(StsParameters parameters) {
    List<String> arns = new ArrayList<>();
    Optional<String> arn = parameters.get("PolicyArns.member.1.arn");
    for (int i = 2; arn.isPresent(); i++) {
      arns.add(arn.get());
      arn = parameters.get("PolicyArns.member." + i + ".arn");
    }
    return arns;
  }

  /**
   * All of them.
   *
   * @param account whose managed policies there are
   */
  static List<Policy> of(StsParameters parameters, Iam iam, String account) throws StsRefusal {
    List<Policy> policies = new ArrayList<>();
    for (String arn : arns(parameters)) {
      policies.add(
          iam.account(account)
              .managedPolicy(arn)
              .orElseThrow(
                  () ->
                      new StsRefusal(
                          AwsError.of(
                              400,
                              "InvalidParameterValue",
                              "Policy " + arn + " does not exist or is not attachable."),
                          "PolicyArns names no managed policy of the account " + account)));
    }
    Optional<String> inline = parameters.get("Policy");
    if (inline.isPresent()) {
      policies.add(read(inline.get()));
    }
    return policies;
  }

  private static Policy read(String json) throws StsRefusal {
    try {
      return Policy.identity(json);
    } catch (MalformedPolicyException e) {
      throw new StsRefusal(
          AwsError.of(
              400, "MalformedPolicyDocument", "The policy is not in the valid JSON format."),
          String.valueOf(e.getMessage()));
    }
  }
}
