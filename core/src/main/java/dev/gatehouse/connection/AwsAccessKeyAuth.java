package dev.gatehouse.connection;

import org.jspecify.annotations.Nullable;

/**
 * AWS Signature Version 4 with a long-lived access key.
 *
 * @param service the name in the credential scope, for example {@code execute-api}
 * @param region for example {@code eu-west-1}; null to read it from the base URI
 * @param accessKeyId of the key
 * @param secretAccessKey never shown
 * @since 0.1
 */
public record AwsAccessKeyAuth(
    String service, @Nullable String region, String accessKeyId, Secret secretAccessKey)
    implements Auth {
  /**
   * @throws InvalidConnectionException if a field is missing, empty or holds a control character
   */
  public AwsAccessKeyAuth {
    Required.text("service", service);
    Required.optionalText("region", region);
    Required.text("accessKeyId", accessKeyId);
    ControlCharacters.refuse(
        "secretAccessKey", Required.present("secretAccessKey", secretAccessKey));
  }

  @Override
  public AuthType type() {
    return AuthType.AWS_ACCESS_KEY;
  }
}
