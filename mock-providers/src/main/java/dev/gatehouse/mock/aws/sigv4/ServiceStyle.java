package dev.gatehouse.mock.aws.sigv4;

import java.time.Duration;

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

  private final Duration allowedSkew;

  ServiceStyle(Duration allowedSkew) {
    this.allowedSkew = allowedSkew;
  }

  /** How far a request's time and the server's may be apart. */
  public Duration allowedSkew() {
    return allowedSkew;
  }

  CanonicalPath path() {
    return this == S3 ? CanonicalPath.OBJECT_KEY : CanonicalPath.NORMALIZED;
  }
}
