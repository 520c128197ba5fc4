package dev.gatehouse.mock.aws.sigv4;

import dev.gatehouse.mock.aws.sigv4.SignatureFault.Incomplete;
import dev.gatehouse.mock.aws.sigv4.SignatureFault.Unsigned;
import dev.gatehouse.mock.exchange.Field;
import dev.gatehouse.mock.exchange.ServerRequest;
import java.util.List;
import java.util.Locale;

/**
 * Signed are the host and every {@code x-amz-} header there is (AWS documentation: "Create a
 * canonical request", SignedHeaders).
 */
final class CheckSignedHeaders {
  private static final String OURS = "x-amz-";

  private CheckSignedHeaders() {}

  /**
   * Checks the list.
   *
   * @param tokenSigned whether the session token has to be signed too
   */
  static void check(ServerRequest request, Claim claim, boolean tokenSigned)
      throws RefusedSignature {
    List<String> signed = claim.signedHeaders();
    for (int i = 0; i < signed.size(); i++) {
      checkName(claim, signed.get(i), i == 0 ? "" : signed.get(i - 1));
    }
    if (!signed.contains("host")) {
      throw unsigned("host", "the header host has to be signed; SignedHeaders does not name it");
    }
    for (Field field : request.fields()) {
      String name = field.name();
      if (name.regionMatches(true, 0, OURS, 0, OURS.length())
          && (tokenSigned || !name.equalsIgnoreCase("X-Amz-Security-Token"))
          && signed.stream().noneMatch(name::equalsIgnoreCase)) {
        String lower = name.toLowerCase(Locale.ROOT);
        throw unsigned(
            lower,
            "the request has the header "
                + lower
                + ", which SignedHeaders does not name; every x-amz- header has to be signed");
      }
    }
  }

  private static void checkName(Claim claim, String name, String before) throws RefusedSignature {
    String shown = ReadHeaderClaim.shortened(name);
    if (name.isEmpty()) {
      throw malformed(claim, "SignedHeaders is empty, or has an empty name in it");
    }
    if (!name.equals(name.toLowerCase(Locale.ROOT))) {
      throw malformed(claim, "SignedHeaders has " + shown + "; lower case is right");
    }
    int order = before.compareTo(name);
    if (order == 0) {
      throw malformed(
          claim,
          "SignedHeaders names "
              + shown
              + " twice; once is right, with the values of a repeated header joined by commas");
    }
    if (order > 0) {
      throw malformed(
          claim, "SignedHeaders is not sorted: " + shown + " comes after a name it should precede");
    }
  }

  private static RefusedSignature malformed(Claim claim, String explanation) {
    return new RefusedSignature(
        new Incomplete(
            "SignedHeaders must be lower-case, sorted and without duplicates.",
            S3Answers.malformed(claim.place(), "the SignedHeaders are mal-formed."),
            explanation));
  }

  private static RefusedSignature unsigned(String header, String explanation) {
    return new RefusedSignature(new Unsigned(header, explanation));
  }
}
