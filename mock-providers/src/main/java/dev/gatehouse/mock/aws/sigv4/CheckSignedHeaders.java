package dev.gatehouse.mock.aws.sigv4;

import dev.gatehouse.mock.aws.sigv4.SignatureFault.Incomplete;
import dev.gatehouse.mock.aws.sigv4.SignatureFault.Unsigned;
import dev.gatehouse.mock.exchange.ServerRequest;
import java.util.List;
import java.util.Locale;

/**
 * Signed are the host, every {@code x-amz-} header there is, and nothing that is not there (AWS
 * documentation: "Create a canonical request", SignedHeaders).
 */
final class CheckSignedHeaders {
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
      String name = signed.get(i);
      boolean ordered = i == 0 || signed.get(i - 1).compareTo(name) < 0;
      if (name.isEmpty() || !name.equals(name.toLowerCase(Locale.ROOT)) || !ordered) {
        throw new RefusedSignature(
            new Incomplete(
                "SignedHeaders must be lower-case, sorted and without duplicates.",
                "SignedHeaders is no list of header names in lower case, each once, sorted"));
      }
    }
    if (!signed.contains("host")) {
      throw unsigned(
          "host", "'Host' or ':authority' must be a 'SignedHeader': the host has to be signed");
    }
    for (String present : CanonicalHeaders.present(request)) {
      boolean needed =
          present.startsWith("x-amz-") && (tokenSigned || !present.equals("x-amz-security-token"));
      if (needed && !signed.contains(present)) {
        throw unsigned(present, "the request has the header " + present + ", which is not signed");
      }
    }
    for (String name : signed) {
      if (request.headers(name).isEmpty()) {
        throw unsigned(
            name,
            "SignedHeaders names "
                + ReadHeaderClaim.shortened(name)
                + ", which the request does not have: was it dropped on the way?");
      }
    }
  }

  private static RefusedSignature unsigned(String header, String explanation) {
    return new RefusedSignature(new Unsigned(header, explanation));
  }
}
