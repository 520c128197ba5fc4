package dev.gatehouse.mock.cli;

import dev.gatehouse.connection.AwsAccessKeyAuth;
import dev.gatehouse.mock.aws.AccessKeys;
import dev.gatehouse.mock.aws.Principal;
import dev.gatehouse.mock.aws.sigv4.ServiceStyle;
import dev.gatehouse.mock.aws.sigv4.SignatureGate;
import dev.gatehouse.mock.aws.sigv4.SignatureGate.Permission;
import dev.gatehouse.mock.aws.sigv4.VerifierSettings;
import dev.gatehouse.mock.gate.Gate;
import java.time.InstantSource;
import java.util.function.Function;

/** The gate of an access key in the configuration file: it signs and answers as its service. */
final class SigningKeyGate {
  private static final String ACCOUNT = "000000000000";

  private SigningKeyGate() {}

  /**
   * A gate, once there is a server with a time.
   *
   * @throws IllegalArgumentException if the key is for no region
   */
  static Function<InstantSource, Gate> of(AwsAccessKeyAuth key) {
    String region = key.region();
    if (region == null) {
      throw new IllegalArgumentException(
          "region: missing; a gate takes signatures of one region, such as eu-central-1");
    }
    Principal holder =
        new Principal(
            ACCOUNT,
            "arn:aws:iam::" + ACCOUNT + ":user/" + key.accessKeyId(),
            "AIDA" + key.accessKeyId());
    return clock ->
        new SignatureGate(
            VerifierSettings.of(ServiceStyle.of(key.service()), region, key.service()),
            AccessKeys.of(key.accessKeyId(), key.secretAccessKey(), holder),
            clock,
            Permission.ANYBODY);
  }
}
