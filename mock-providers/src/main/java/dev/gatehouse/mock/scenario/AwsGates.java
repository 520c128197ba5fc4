package dev.gatehouse.mock.scenario;

import dev.gatehouse.mock.aws.sigv4.ServiceStyle;
import dev.gatehouse.mock.aws.sigv4.SignatureGate;
import dev.gatehouse.mock.aws.sigv4.SignatureGate.Permission;
import dev.gatehouse.mock.aws.sigv4.VerifierSettings;
import dev.gatehouse.mock.gate.Gate;
import java.util.Set;

/** The gate of an AWS service, in the style the real one has. */
final class AwsGates {
  private static final Set<String> OBJECT_STORES =
      Set.of("s3", "s3-object-lambda", "s3-outposts", "s3express");
  private static final Set<String> QUERY =
      Set.of(
          "sts",
          "iam",
          "sns",
          "ec2",
          "rds",
          "autoscaling",
          "cloudformation",
          "elasticloadbalancing",
          "elasticache",
          "redshift",
          "monitoring");
  private static final Set<String> JSON =
      Set.of("dynamodb", "kms", "sqs", "kinesis", "logs", "secretsmanager", "ssm", "states", "ecs");

  private AwsGates() {}

  static Gate of(String service, String region, Site site, AwsCloud aws, Permission permission) {
    return new LazyGate(
        () ->
            new SignatureGate(
                VerifierSettings.of(style(service), region, service),
                aws.iam(),
                site.clock(),
                permission));
  }

  private static ServiceStyle style(String service) {
    if (OBJECT_STORES.contains(service)) {
      return ServiceStyle.S3;
    }
    if (QUERY.contains(service)) {
      return ServiceStyle.QUERY;
    }
    return JSON.contains(service) ? ServiceStyle.JSON : ServiceStyle.REST_JSON;
  }
}
