package dev.gatehouse.mock.aws.sigv4;

import dev.gatehouse.mock.aws.answer.AwsError;
import dev.gatehouse.mock.aws.answer.ErrorStyle;
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
import dev.gatehouse.mock.exchange.ServerResponse;
import java.time.Duration;
import java.time.Instant;

/** A fault in the words of a service that is not Amazon S3, whose own are in {@link S3Answers}. */
public final class SignatureFaults {
  private static final String NO_MATCH =
      "The request signature we calculated does not match the signature you provided. Check your"
          + " AWS Secret Access Key and signing method. Consult the service documentation for"
          + " details.";

  private SignatureFaults() {}

  /** The response. */
  public static ServerResponse answer(SignatureFault fault, VerifierSettings settings) {
    return switch (settings.style()) {
      case QUERY -> ErrorStyle.Query.STS.answer(error(fault, settings, ""));
      case S3 -> new ErrorStyle.S3().answer(S3Answers.error(fault));
      case JSON -> new ErrorStyle.Json().answer(json(fault, settings, 400));
      case REST_JSON -> new ErrorStyle.RestJson().answer(json(fault, settings, 403));
    };
  }

  /** The JSON protocols have names of their own for the same, and one status for all. */
  private static AwsError json(SignatureFault fault, VerifierSettings settings, int status) {
    AwsError plain = error(fault, settings, "Exception");
    String code =
        switch (plain.code()) {
          case "SignatureDoesNotMatchException" -> "InvalidSignatureException";
          case "InvalidClientTokenIdException" -> "UnrecognizedClientException";
          default -> plain.code();
        };
    return AwsError.of(status, code, plain.message());
  }

  private static AwsError error(SignatureFault fault, VerifierSettings settings, String suffix) {
    if (fault instanceof Missing) {
      return AwsError.of(
          403,
          "MissingAuthenticationToken" + suffix,
          settings.style() == ServiceStyle.REST_JSON
              ? "Missing Authentication Token"
              : "Request is missing Authentication Token");
    }
    if (fault instanceof Incomplete incomplete) {
      return AwsError.of(400, "IncompleteSignature" + suffix, incomplete.message());
    }
    if (fault instanceof WrongExpires expires) {
      return AwsError.of(400, "IncompleteSignature" + suffix, expires.message());
    }
    if (fault instanceof UnknownKey) {
      return AwsError.of(
          403,
          "InvalidClientTokenId" + suffix,
          "The security token included in the request is invalid.");
    }
    if (fault instanceof ExpiredToken) {
      return AwsError.of(
          403, "ExpiredToken" + suffix, "The security token included in the request is expired");
    }
    return AwsError.of(403, "SignatureDoesNotMatch" + suffix, mismatch(fault));
  }

  private static String mismatch(SignatureFault fault) {
    if (fault instanceof WrongScope scope) {
      return scope.message();
    }
    if (fault instanceof Skewed skewed) {
      return skewed(skewed);
    }
    if (fault instanceof PresignNotYetValid presign) {
      return skewed(presign.skewed());
    }
    if (fault instanceof PresignExpired presign) {
      return "Signature expired: "
          + Timestamps.basic(presign.expiry())
          + " is now earlier than "
          + Timestamps.basic(presign.now());
    }
    if (fault instanceof Unsigned unsigned) {
      return unsigned.header().equals("host")
          ? "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization."
          : "'" + unsigned.header() + "' must be a 'SignedHeader' in the AWS Authorization.";
    }
    if (fault instanceof Mismatch mismatch) {
      return NO_MATCH
          + "\n\nThe Canonical String for this request should have been\n'"
          + mismatch.canonicalRequest().reveal()
          + "'\n\nThe String-to-Sign should have been\n'"
          + mismatch.stringToSign()
          + "'\n";
    }
    if (fault instanceof ContentMismatch || fault instanceof BadChunk) {
      return NO_MATCH;
    }
    throw new IllegalArgumentException("no words for " + fault.reason());
  }

  private static String skewed(Skewed skewed) {
    Duration allowed = Duration.ofSeconds(skewed.allowedSeconds());
    boolean old = skewed.signedAt().isBefore(skewed.now());
    Instant limit = old ? skewed.now().minus(allowed) : skewed.now().plus(allowed);
    return (old ? "Signature expired: " : "Signature not yet current: ")
        + skewed.timestamp()
        + (old ? " is now earlier than " : " is still later than ")
        + Timestamps.basic(limit)
        + " ("
        + Timestamps.basic(skewed.now())
        + (old ? " - " : " + ")
        + allowed.toMinutes()
        + " min.)";
  }
}
