package dev.gatehouse.mock.aws.sts;

import dev.gatehouse.mock.aws.Principal;
import dev.gatehouse.mock.aws.iam.ContextKeys;
import dev.gatehouse.mock.aws.iam.Role;
import java.util.Optional;

/**
 * What requests for a session of a role have in common.
 *
 * @param roleArn of the role
 * @param sessionName how the session is to be called
 * @param durationSeconds as sent
 */
record RoleRequest(String roleArn, String sessionName, Optional<String> durationSeconds) {
  static void constrain(Constraints constraints) {
    constraints
        .required("RoleArn")
        .text("RoleArn", 20, 2048, Constraints.ARN)
        .required("RoleSessionName")
        .text("RoleSessionName", 2, 64, Constraints.NAME)
        .number("DurationSeconds", 900, 43_200);
  }

  /** The constraints hold already. */
  static RoleRequest of(StsParameters parameters) throws StsRefusal {
    String arn = parameters.get("RoleArn").orElseThrow();
    if (!arn.matches("arn:aws:iam::[0-9]{12}:role/.+")) {
      throw StsRefusal.validation(
          arn + " is invalid", "RoleArn is not of the form arn:aws:iam::ACCOUNT:role/NAME");
    }
    return new RoleRequest(
        arn, parameters.get("RoleSessionName").orElseThrow(), parameters.get("DurationSeconds"));
  }

  void putInto(ContextKeys keys) {
    keys.put("sts:RoleSessionName", sessionName);
    durationSeconds.ifPresent(seconds -> keys.put("sts:DurationSeconds", seconds));
  }

  /** Who acts in the session. */
  Principal principal(Role role) {
    String account = role.principal().accountId();
    return new Principal(
        account,
        "arn:aws:sts::" + account + ":assumed-role/" + role.name() + "/" + sessionName,
        role.principal().userId() + ":" + sessionName);
  }
}
