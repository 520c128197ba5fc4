package dev.gatehouse.mock.aws.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads whom a statement of a trust policy is about. */
final class PrincipalReader {
  private static final Pattern AWS =
      Pattern.compile(
          "[0-9]{12}|arn:aws:iam::[0-9]{12}:(root|(user|role)/[^*?$]+)"
              + "|arn:aws:sts::[0-9]{12}:(assumed-role|federated-user)/[^*?$]+");

  private static final Pattern FEDERATED =
      Pattern.compile(
          "arn:aws:iam::[0-9]{12}:(oidc-provider|saml-provider)/[^*?$]+"
              + "|(accounts\\.google|graph\\.facebook|www\\.amazon|cognito-identity\\.amazonaws)"
              + "\\.com");

  private static final Pattern SERVICE = Pattern.compile("[a-z0-9.-]+\\.amazonaws\\.com");

  private PrincipalReader() {}

  static PrincipalMatch read(String place, @Nullable JsonNode principal) {
    if (principal == null) {
      throw new MalformedPolicyException(place, "is missing");
    }
    if (principal.isTextual()) {
      if (!principal.textValue().equals("*")) {
        throw new MalformedPolicyException(
            place, "is \"*\" or an object such as {\"AWS\": \"arn:...\"}");
      }
      return new PrincipalMatch(true, List.of(), List.of());
    }
    PolicyElements.requireObject(place, principal, Set.of("AWS", "Federated", "Service"));
    if (principal.isEmpty()) {
      throw new MalformedPolicyException(place, "names nobody");
    }
    List<String> aws =
        checked(
            place,
            principal,
            "AWS",
            AWS,
            "no account number and no ARN of an account, user, role or session (without wildcards)");
    List<String> federated =
        checked(
            place,
            principal,
            "Federated",
            FEDERATED,
            "no ARN such as arn:aws:iam::ACCOUNT:oidc-provider/NAME");
    // Services assume roles in AWS only; here is none that could.
    checked(place, principal, "Service", SERVICE, "no service such as ec2.amazonaws.com");
    return new PrincipalMatch(aws.contains("*"), aws, federated);
  }

  private static List<String> checked(
      String place, JsonNode node, String name, Pattern right, String problem) {
    List<String> texts = PolicyElements.texts(place, node, name);
    for (String one : texts) {
      boolean everybody = name.equals("AWS") && one.equals("*");
      if (!everybody && !right.matcher(one).matches()) {
        throw new MalformedPolicyException(
            PolicyElements.inside(place, name), "'" + one + "' is " + problem);
      }
    }
    return texts;
  }
}
