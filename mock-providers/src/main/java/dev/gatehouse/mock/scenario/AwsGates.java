package dev.gatehouse.mock.scenario;

import dev.gatehouse.mock.aws.sigv4.ServiceStyle;
import dev.gatehouse.mock.aws.sigv4.SignatureGate;
import dev.gatehouse.mock.aws.sigv4.SignatureGate.Permission;
import dev.gatehouse.mock.aws.sigv4.VerifierSettings;
import dev.gatehouse.mock.gate.Gate;

/** The gate of an AWS service, in the style the real one has. */
final class AwsGates {
  private AwsGates() {}

  static Gate of(String service, String region, Site site, AwsCloud aws, Permission permission) {
    return new LazyGate(
        () ->
            new SignatureGate(
                VerifierSettings.of(ServiceStyle.of(service), region, service),
                aws.iam(),
                site.clock(),
                permission));
  }
}
