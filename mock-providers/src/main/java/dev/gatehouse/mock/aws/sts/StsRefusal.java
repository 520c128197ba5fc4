package dev.gatehouse.mock.aws.sts;

import dev.gatehouse.mock.aws.answer.AwsError;
import dev.gatehouse.mock.aws.iam.Actor;

/** A request STS says no to. */
final class StsRefusal extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient AwsError error;

  /**
   * @param explanation for the journal: what was wrong and what would have been right
   */
  StsRefusal(AwsError error, String explanation) {
    super(explanation, null, false, false); // an answer, not an accident: no stack trace
    this.error = error;
  }

  static StsRefusal validation(String message, String explanation) {
    return new StsRefusal(AwsError.of(400, "ValidationError", message), explanation);
  }

  static StsRefusal denied(String message, String explanation) {
    return new StsRefusal(AwsError.of(403, "AccessDenied", message), explanation);
  }

  static StsRefusal unauthorized(Actor caller, String action, String resource, String explanation) {
    return denied(
        "User: "
            + caller.principal().arn()
            + " is not authorized to perform: "
            + action
            + " on resource: "
            + resource,
        explanation);
  }

  AwsError error() {
    return error;
  }

  String explanation() {
    return String.valueOf(getMessage());
  }
}
