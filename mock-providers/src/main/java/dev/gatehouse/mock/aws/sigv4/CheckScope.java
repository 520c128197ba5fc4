package dev.gatehouse.mock.aws.sigv4;

import dev.gatehouse.mock.aws.sigv4.SignatureFault.WrongScope;
import java.util.Arrays;

/** The signature is for this day, region and service; what the request says counts for nothing. */
final class CheckScope {
  private CheckScope() {}

  static void check(Claim claim, String region, String service) throws RefusedSignature {
    CredentialScope scope = claim.scope();
    String day = claim.timestamp().substring(0, 8);
    if (!scope.date().equals(day)) {
      throw wrong(
          "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from"
              + " HTTP: '"
              + ReadHeaderClaim.shortened(scope.date())
              + "' != '"
              + day
              + "', from '"
              + claim.timestamp()
              + "'.",
          "the credential scope is for the day "
              + ReadHeaderClaim.shortened(scope.date())
              + ", but the request was signed on "
              + day
              + " (UTC)");
    }
    if (claim.algorithm() == Algorithm.V4 && !scope.region().equals(region)) {
      throw wrong(
          "Credential should be scoped to a valid region.",
          "the credential scope is for the region "
              + ReadHeaderClaim.shortened(scope.region())
              + "; this is "
              + region);
    }
    if (claim.algorithm() == Algorithm.V4A && !covers(claim.regionSet(), region)) {
      throw wrong(
          "Credential should be scoped to a valid region.",
          "X-Amz-Region-Set does not have the region " + region);
    }
    if (!scope.service().equals(service)) {
      throw wrong(
          "Credential should be scoped to correct service: '" + service + "'.",
          "the credential scope is for the service "
              + ReadHeaderClaim.shortened(scope.service())
              + "; this is "
              + service);
    }
    if (!scope.terminator().equals(CredentialScope.TERMINATOR)) {
      throw wrong(
          "Credential should be scoped with a valid terminator: 'aws4_request'.",
          "the credential scope does not end in aws4_request");
    }
  }

  /** Comma-separated, each with stars for what does not matter. */
  private static boolean covers(String regionSet, String region) {
    return Arrays.stream(regionSet.split(",", -1))
        .map(String::strip)
        .anyMatch(
            one ->
                one.equals(region)
                    || (one.endsWith("*")
                        && region.startsWith(one.substring(0, one.length() - 1))));
  }

  private static RefusedSignature wrong(String message, String explanation) {
    return new RefusedSignature(new WrongScope(message, explanation));
  }
}
