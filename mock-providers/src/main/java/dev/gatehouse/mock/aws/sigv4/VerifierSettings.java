package dev.gatehouse.mock.aws.sigv4;

import java.time.Duration;

/**
 * What one service in one region demands of signatures.
 *
 * @param style how it signs and answers
 * @param region for example {@code eu-central-1}
 * @param service as in the credential scope, for example {@code execute-api}
 * @param allowedSkew how far a request's time and the server's may be apart
 * @param sessionTokenSigned whether the session token has to be signed, as nearly every service
 *     demands
 * @param unsignedPayload whether {@code UNSIGNED-PAYLOAD} is taken, as by Amazon S3
 * @since 0.1
 */
public record VerifierSettings(
    ServiceStyle style,
    String region,
    String service,
    Duration allowedSkew,
    boolean sessionTokenSigned,
    boolean unsignedPayload) {

  /** What services of a style demand as a rule. */
  public static VerifierSettings of(ServiceStyle style, String region, String service) {
    return new VerifierSettings(
        style, region, service, style.allowedSkew(), true, style == ServiceStyle.S3);
  }

  /** The same with another skew. */
  public VerifierSettings withAllowedSkew(Duration skew) {
    return new VerifierSettings(style, region, service, skew, sessionTokenSigned, unsignedPayload);
  }

  /** The same with the session token left out of what is signed. */
  public VerifierSettings withUnsignedSessionToken() {
    return new VerifierSettings(style, region, service, allowedSkew, false, unsignedPayload);
  }

  /** The same with bodies that may go unsigned. */
  public VerifierSettings withUnsignedPayload() {
    return new VerifierSettings(style, region, service, allowedSkew, sessionTokenSigned, true);
  }
}
