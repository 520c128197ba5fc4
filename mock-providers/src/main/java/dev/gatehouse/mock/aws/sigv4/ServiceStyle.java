package dev.gatehouse.mock.aws.sigv4;

import java.time.Duration;
import java.util.Set;

/**
 * How a service signs and answers.
 *
 * @since 0.1
 */
public enum ServiceStyle {
  /** The Query protocol: XML errors, as STS and IAM answer. */
  QUERY(Duration.ofMinutes(15)),
  /** Amazon S3: paths are object keys, every request names the hash of its payload. */
  S3(Duration.ofMinutes(15)),
  /** The JSON protocols, as DynamoDB and KMS answer. */
  JSON(Duration.ofMinutes(5)),
  /** REST with JSON, as API Gateway and Lambda answer. */
  REST_JSON(Duration.ofMinutes(5));

  private static final Set<String> OBJECT_STORES =
      Set.of("s3", "s3-object-lambda", "s3-outposts", "s3express");
  private static final Set<String> QUERY_SERVICES =
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
  private static final Set<String> JSON_SERVICES =
      Set.of("dynamodb", "kms", "sqs", "kinesis", "logs", "secretsmanager", "ssm", "states", "ecs");

  private final Duration allowedSkew;

  ServiceStyle(Duration allowedSkew) {
    this.allowedSkew = allowedSkew;
  }

  /**
   * The style of a service.
   *
   * @param service as in the credential scope, for example {@code s3}; one that is not known is
   *     taken for REST with JSON, as most are
   */
  public static ServiceStyle of(String service) {
    if (OBJECT_STORES.contains(service)) {
      return S3;
    }
    if (QUERY_SERVICES.contains(service)) {
      return QUERY;
    }
    return JSON_SERVICES.contains(service) ? JSON : REST_JSON;
  }

  /** How far a request's time and the server's may be apart. */
  public Duration allowedSkew() {
    return allowedSkew;
  }

  CanonicalPath path() {
    return this == S3 ? CanonicalPath.OBJECT_KEY : CanonicalPath.NORMALIZED;
  }
}
