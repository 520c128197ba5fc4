package dev.gatehouse.client;

import dev.gatehouse.connection.AwsIamRoleAuth;

/** What AssumeRole takes (AWS STS API reference), so that nothing else is sent. */
final class AssumeRoleLimits {
  private AssumeRoleLimits() {}

  /**
   * @throws InvalidSettingException if a setting is outside them
   */
  static void require(AwsIamRoleAuth auth) {
    if (!auth.roleArn().matches("arn:[a-z0-9-]+:iam::[0-9]{12}:role/[\\x21-\\x7E]{1,2000}")) {
      throw new InvalidSettingException(
          "auth.roleArn", "not the ARN of a role: arn:aws:iam::123456789012:role/Name is one");
    }
    if (!auth.externalId().matches("[A-Za-z0-9_+=,.@:/-]{2,1224}")) {
      throw new InvalidSettingException(
          "auth.externalId", "has to be 2 to 1224 letters, digits and _ + = , . @ : / -");
    }
  }
}
