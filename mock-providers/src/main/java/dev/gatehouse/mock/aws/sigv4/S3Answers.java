package dev.gatehouse.mock.aws.sigv4;

import dev.gatehouse.mock.aws.answer.AwsError;
import dev.gatehouse.mock.aws.sigv4.SignatureFault.BadChunk;
import dev.gatehouse.mock.aws.sigv4.SignatureFault.ContentMismatch;
import dev.gatehouse.mock.aws.sigv4.SignatureFault.ExpiredToken;
import dev.gatehouse.mock.aws.sigv4.SignatureFault.Incomplete;
import dev.gatehouse.mock.aws.sigv4.SignatureFault.Mismatch;
import dev.gatehouse.mock.aws.sigv4.SignatureFault.Missing;
import dev.gatehouse.mock.aws.sigv4.SignatureFault.PresignExpired;
import dev.gatehouse.mock.aws.sigv4.SignatureFault.PresignNotYetValid;
import dev.gatehouse.mock.aws.sigv4.SignatureFault.Skewed;
import dev.gatehouse.mock.aws.sigv4.SignatureFault.UnknownKey;
import dev.gatehouse.mock.aws.sigv4.SignatureFault.Unsigned;
import dev.gatehouse.mock.aws.sigv4.SignatureFault.WrongExpires;
import dev.gatehouse.mock.aws.sigv4.SignatureFault.WrongScope;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * A fault in the words of Amazon S3 (AWS documentation: "Error responses", list of error codes).
 */
final class S3Answers {
  private S3Answers() {}

  static AwsError error(SignatureFault fault) {
    if (fault instanceof Missing) {
      return AwsError.of(403, "AccessDenied", "Access Denied");
    }
    if (fault instanceof Incomplete incomplete) {
      return incomplete.s3();
    }
    if (fault instanceof WrongExpires expires) {
      return AwsError.of(400, "AuthorizationQueryParametersError", expires.message());
    }
    if (fault instanceof UnknownKey key) {
      return key.reason().equals("wrong-session-token")
              || key.reason().equals("stray-session-token")
          ? AwsError.of(
              400, "InvalidToken", "The provided token is malformed or otherwise invalid.")
          : AwsError.of(
                  403,
                  "InvalidAccessKeyId",
                  "The AWS Access Key Id you provided does not exist in our records.")
              .with("AWSAccessKeyId", ReadHeaderClaim.shortened(key.accessKeyId()));
    }
    if (fault instanceof ExpiredToken) {
      return AwsError.of(400, "ExpiredToken", "The provided token has expired.");
    }
    if (fault instanceof WrongScope scope) {
      return scope.s3();
    }
    if (fault instanceof Skewed skewed) {
      return AwsError.of(
              403,
              "RequestTimeTooSkewed",
              "The difference between the request time and the current time is too large.")
          .with("RequestTime", skewed.timestamp())
          .with("ServerTime", skewed.now().toString())
          .with("MaxAllowedSkewMilliseconds", String.valueOf(skewed.allowedSeconds() * 1000));
    }
    if (fault instanceof PresignExpired presign) {
      return AwsError.of(403, "AccessDenied", "Request has expired")
          .with("X-Amz-Expires", String.valueOf(presign.seconds()))
          .with("Expires", presign.expiry().toString())
          .with("ServerTime", presign.now().toString());
    }
    if (fault instanceof PresignNotYetValid presign) {
      return AwsError.of(403, "AccessDenied", "Request is not yet valid")
          .with("X-Amz-Date", presign.skewed().timestamp())
          .with("ServerTime", presign.skewed().now().toString());
    }
    if (fault instanceof Unsigned unsigned) {
      return AwsError.of(
              403,
              "AccessDenied",
              "There were headers present in the request which were not signed")
          .with("HeadersNotSigned", unsigned.header());
    }
    if (fault instanceof ContentMismatch content) {
      return AwsError.of(
              400,
              "XAmzContentSHA256Mismatch",
              "The provided 'x-amz-content-sha256' header does not match what was computed.")
          .with("ClientComputedContentSHA256", content.claimed())
          .with("S3ComputedContentSHA256", content.computed());
    }
    if (fault instanceof BadChunk chunk) {
      return new AwsError(
          chunk.code().status(), chunk.code().name(), chunk.message(), chunk.details());
    }
    if (fault instanceof Mismatch mismatch) {
      return mismatch(mismatch);
    }
    throw new IllegalArgumentException("no words for " + fault.reason());
  }

  /**
   * The answer to what is malformed, or wrong, in the credential or beside it.
   *
   * @param detail in Amazon S3's words
   */
  static AwsError malformed(Claim.Place place, String detail) {
    return switch (place) {
      case HEADER ->
          AwsError.of(
              400,
              "AuthorizationHeaderMalformed",
              "The authorization header is malformed; " + detail);
      case QUERY ->
          AwsError.of(
              400,
              "AuthorizationQueryParametersError",
              "Error parsing the X-Amz-Credential parameter; " + detail);
    };
  }

  private static AwsError mismatch(Mismatch mismatch) {
    return AwsError.of(
            403,
            "SignatureDoesNotMatch",
            "The request signature we calculated does not match the signature you provided. Check"
                + " your key and signing method.")
        .with("AWSAccessKeyId", mismatch.accessKeyId())
        .with("StringToSign", mismatch.stringToSign())
        .with("SignatureProvided", mismatch.provided())
        .with("StringToSignBytes", bytes(mismatch.stringToSign()))
        .with("CanonicalRequest", mismatch.canonicalRequest().reveal())
        .with("CanonicalRequestBytes", bytes(mismatch.canonicalRequest().reveal()));
  }

  private static String bytes(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return HexFormat.ofDelimiter(" ").formatHex(utf8);
  }
}
