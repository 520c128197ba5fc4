package dev.gatehouse.connection;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * AWS Signature Version 4 with the session of a role assumed under an external ID.
 *
 * @param service the name in the credential scope, for example {@code execute-api}
 * @param region for example {@code eu-west-1}; null to read it from the base URI
 * @param roleArn the role to assume: {@code arn:aws:iam::ACCOUNT:role/NAME}
 * @param externalId the role's trust policy demands it
 * @param accessKeyId of the trusted account's key
 * @param secretAccessKey of the trusted account's key; never shown
 * @param stsEndpoint where to assume the role; null for the region's own
 * @since 0.1
 */
public record AwsIamRoleAuth(
    String service,
    @Nullable String region,
    String roleArn,
    String externalId,
    String accessKeyId,
    Secret secretAccessKey,
    @Nullable URI stsEndpoint)
    implements Auth {
  /**
   * @throws InvalidConnectionException if a field is missing, empty or holds a control character,
   *     or the ARN is none
   */
  public AwsIamRoleAuth {
    Required.text("service", service);
    Required.optionalText("region", region);
    if (!Required.text("roleArn", roleArn).startsWith("arn:")) {
      throw new InvalidConnectionException(
          "roleArn", "not an ARN; it has to look like arn:aws:iam::123456789012:role/Name", null);
    }
    Required.text("externalId", externalId);
    Required.text("accessKeyId", accessKeyId);
    ControlCharacters.refuse(
        "secretAccessKey", Required.present("secretAccessKey", secretAccessKey));
    if (stsEndpoint != null) {
      HttpUri.base("stsEndpoint", stsEndpoint);
    }
  }

  @Override
  public AuthType type() {
    return AuthType.AWS_IAM_ROLE;
  }
}
