package dev.gatehouse.mock.aws.sigv4;

import dev.gatehouse.mock.aws.sigv4.SignatureFault.Incomplete;

/**
 * What a signature is for: {@code DATE/REGION/SERVICE/aws4_request}; SigV4A has no region in it.
 *
 * @param date as {@code yyyyMMdd}
 * @param region empty for SigV4A
 * @param terminator {@code aws4_request} when it is right
 */
record CredentialScope(String date, String region, String service, String terminator) {
  static final String TERMINATOR = "aws4_request";

  /** Access key id and scope. */
  record Credential(String accessKeyId, CredentialScope scope) {}

  /** Reads a credential. */
  static Credential read(String credential, Algorithm algorithm, Claim.Place place)
      throws RefusedSignature {
    String[] parts = credential.split("/", -1);
    boolean regional = algorithm == Algorithm.V4;
    if (parts.length != (regional ? 5 : 4)) {
      String form = regional ? "keyid/date/region/service/term" : "keyid/date/service/term";
      throw new RefusedSignature(
          new Incomplete(
              "Credential must have exactly "
                  + (regional ? 5 : 4)
                  + " slash-delimited elements, e.g. "
                  + form
                  + ", got '"
                  + ReadHeaderClaim.shortened(credential)
                  + "'",
              S3Answers.malformed(
                  place,
                  "the Credential is mal-formed; expecting \"<YOUR-AKID>/YYYYMMDD/"
                      + (regional ? "REGION/" : "")
                      + "SERVICE/aws4_request\"."),
              "the Credential has "
                  + parts.length
                  + " parts between its slashes; KEYID/DATE/"
                  + (regional ? "REGION/" : "")
                  + "SERVICE/aws4_request is right"));
    }
    return new Credential(
        parts[0],
        regional
            ? new CredentialScope(parts[1], parts[2], parts[3], parts[4])
            : new CredentialScope(parts[1], "", parts[2], parts[3]));
  }

  CredentialScope withDate(String other) {
    return new CredentialScope(other, region, service, terminator);
  }

  CredentialScope withRegion(String other) {
    return new CredentialScope(date, other, service, terminator);
  }

  CredentialScope withService(String other) {
    return new CredentialScope(date, region, other, terminator);
  }

  /** As it stands in the string to sign. */
  String text() {
    return region.isEmpty()
        ? date + "/" + service + "/" + terminator
        : date + "/" + region + "/" + service + "/" + terminator;
  }
}
