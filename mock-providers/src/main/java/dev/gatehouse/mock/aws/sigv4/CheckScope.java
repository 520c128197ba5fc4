package dev.gatehouse.mock.aws.sigv4;

import static dev.gatehouse.mock.aws.sigv4.ReadHeaderClaim.shortened;

import dev.gatehouse.mock.aws.answer.AwsError;
import dev.gatehouse.mock.aws.sigv4.SignatureFault.WrongScope;

/** The signature is for this day, region and service; what the request says counts for nothing. */
final class CheckScope {
  private static final String REGION = "Credential should be scoped to a valid region.";

  private CheckScope() {}

  static void check(Claim claim, String region, String service) throws RefusedSignature {
    CredentialScope scope = claim.scope();
    String day = claim.timestamp().substring(0, 8);
    String date = shortened(scope.date());
    if (!scope.date().equals(day)) {
      throw wrong(
          claim,
          "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from"
              + " HTTP: '"
              + date
              + "' != '"
              + day
              + "', from '"
              + claim.timestamp()
              + "'.",
          "Invalid credential date \""
              + date
              + "\". This date is not the same as X-Amz-Date: \""
              + day
              + "\".",
          "the credential scope is for the day "
              + date
              + ", but the request was signed on "
              + day
              + " (UTC)");
    }
    if (claim.algorithm() == Algorithm.V4 && !scope.region().equals(region)) {
      throw wrong(
          REGION,
          S3Answers.malformed(
                  claim.place(),
                  "the region '"
                      + shortened(scope.region())
                      + "' is wrong; expecting '"
                      + region
                      + "'")
              .with("Region", region),
          "the credential scope is for the region "
              + shortened(scope.region())
              + "; this is "
              + region);
    }
    if (claim.algorithm() == Algorithm.V4A && !covers(claim.regionSet(), region)) {
      throw wrong(
          REGION,
          S3Answers.malformed(
                  claim.place(),
                  "the region set '"
                      + shortened(claim.regionSet())
                      + "' is wrong; expecting '"
                      + region
                      + "'")
              .with("Region", region),
          claim.regionSet().isEmpty()
              ? "X-Amz-Region-Set is missing; it names the regions the signature is for"
              : "X-Amz-Region-Set does not have the region " + region);
    }
    if (!scope.service().equals(service)) {
      throw wrong(
          claim,
          "Credential should be scoped to correct service: '" + service + "'.",
          "incorrect service \""
              + shortened(scope.service())
              + "\". This endpoint belongs to \""
              + service
              + "\".",
          "the credential scope is for the service "
              + shortened(scope.service())
              + "; this is "
              + service);
    }
    if (!scope.terminator().equals(CredentialScope.TERMINATOR)) {
      throw wrong(
          claim,
          "Credential should be scoped with a valid terminator: 'aws4_request'.",
          "incorrect terminal \""
              + shortened(scope.terminator())
              + "\". This endpoint uses \"aws4_request\".",
          "the credential scope does not end in aws4_request");
    }
  }

  /** Comma-separated; a star at an end stands for whatever follows. */
  private static boolean covers(String regionSet, String region) {
    for (String each : regionSet.split(",", -1)) {
      String one = each.strip();
      if (one.endsWith("*")
          ? region.startsWith(one.substring(0, one.length() - 1))
          : one.equals(region)) {
        return true;
      }
    }
    return false;
  }

  private static RefusedSignature wrong(
      Claim claim, String message, String detail, String explanation) {
    return wrong(message, S3Answers.malformed(claim.place(), detail), explanation);
  }

  private static RefusedSignature wrong(String message, AwsError s3, String explanation) {
    return new RefusedSignature(new WrongScope(message, s3, explanation));
  }
}
