package dev.gatehouse.mock.aws.sts;

import dev.gatehouse.mock.aws.Principal;
import dev.gatehouse.mock.aws.answer.AwsError;
import dev.gatehouse.mock.aws.iam.Role;
import dev.gatehouse.mock.aws.policy.MalformedPolicyException;
import dev.gatehouse.mock.aws.policy.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What requests for sessions have in common. */
final class SessionSettings {
  private static final String ANY_TEXT = "[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+";
  private static final String TAG_TEXT = "[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*";

  private SessionSettings() {}

  static void requireArn(String arn) throws StsRefusal {
    if (!arn.matches("arn:aws:iam::[0-9]{12}:role/.+")) {
      throw StsRefusal.validation(
          arn + " is invalid", "RoleArn is not of the form arn:aws:iam::ACCOUNT:role/NAME");
    }
  }

  static Principal assumed(Role role, String sessionName) {
    String account = role.principal().accountId();
    return new Principal(
        account,
        "arn:aws:sts::" + account + ":assumed-role/" + role.name() + "/" + sessionName,
        role.principal().userId() + ":" + sessionName);
  }

  static void policyConstraint(Constraints constraints) {
    constraints.text("Policy", 1, 2048, ANY_TEXT);
  }

  static void tagConstraints(Constraints constraints, Map<String, String> tags) {
    int i = 1;
    for (Map.Entry<String, String> tag : tags.entrySet()) {
      constraints.check("tags." + i + ".member.key", tag.getKey(), 1, 128, TAG_TEXT);
      constraints.check("tags." + i + ".member.value", tag.getValue(), 0, 256, TAG_TEXT);
      i++;
    }
  }

  static List<String> policyArns(StsParameters parameters) {
    List<String> arns = new ArrayList<>();
    for (int i = 1; parameters.get("PolicyArns.member." + i + ".arn").isPresent(); i++) {
      arns.add(parameters.get("PolicyArns.member." + i + ".arn").orElseThrow());
    }
    return arns;
  }

  /** The policy that narrows a session. Managed policies would be AWS's own, which are not here. */
  static List<Policy> policies(StsParameters parameters) throws StsRefusal {
    if (!policyArns(parameters).isEmpty()) {
      String arn = policyArns(parameters).get(0);
      throw new StsRefusal(
          AwsError.of(
              400,
              "InvalidParameterValue",
              "Policy " + arn + " does not exist or is not attachable."),
          "PolicyArns names a managed policy; there are none here: pass Policy instead");
    }
    Optional<String> policy = parameters.get("Policy");
    if (policy.isEmpty()) {
      return List.of();
    }
    try {
      return List.of(Policy.identity(policy.get()));
    } catch (MalformedPolicyException e) {
      throw new StsRefusal(
          AwsError.of(
              400, "MalformedPolicyDocument", "The policy is not in the valid JSON format."),
          String.valueOf(e.getMessage()));
    }
  }
}
