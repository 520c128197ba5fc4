package dev.gatehouse.mock.aws.sigv4;

import dev.gatehouse.mock.aws.sigv4.CredentialScope.Credential;
import dev.gatehouse.mock.aws.sigv4.SignatureFault.Incomplete;
import dev.gatehouse.mock.aws.sigv4.SignatureFault.WrongExpires;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads a presigned query (AWS documentation: "Authentication using query parameters"). */
final class ReadQueryClaim {
  /** A week. */
  private static final long LONGEST = 604_800;

  private static final List<String> REQUIRED =
      List.of(
          "X-Amz-Algorithm",
          "X-Amz-Credential",
          "X-Amz-SignedHeaders",
          "X-Amz-Signature",
          "X-Amz-Date");

  private ReadQueryClaim() {}

  static Claim read(QueryParameters query) throws RefusedSignature {
    for (String name : REQUIRED) {
      if (query.values(name).size() != 1) {
        throw incomplete(
            "AWS query-string parameters must include '"
                + name
                + "'. Re-examine the query-string parameters.",
            "the query has " + name + " " + query.values(name).size() + " times; once is right");
      }
    }
    String named = query.first("X-Amz-Algorithm").orElseThrow();
    Algorithm algorithm =
        Algorithm.of(named)
            .orElseThrow(
                () ->
                    incomplete(
                        "Unsupported AWS 'algorithm': '" + ReadHeaderClaim.shortened(named) + "'.",
                        "X-Amz-Algorithm is another than AWS4-HMAC-SHA256 or"
                            + " AWS4-ECDSA-P256-SHA256"));
    Credential credential =
        CredentialScope.parse(query.first("X-Amz-Credential").orElseThrow(), algorithm)
            .orElseThrow(
                () ->
                    incomplete(
                        "Credential must have exactly "
                            + (algorithm == Algorithm.V4 ? 5 : 4)
                            + " slash-delimited elements.",
                        "X-Amz-Credential has too few parts"));
    String sent = query.first("X-Amz-Date").orElseThrow();
    String timestamp =
        Timestamps.instant(sent)
            .map(any -> sent)
            .orElseThrow(
                () ->
                    incomplete(
                        "X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\"",
                        "X-Amz-Date is malformed; yyyyMMdd'T'HHmmss'Z' in UTC is right"));
    return new Claim(
        Claim.Place.QUERY,
        algorithm,
        credential.accessKeyId(),
        credential.scope(),
        Arrays.asList(query.first("X-Amz-SignedHeaders").orElseThrow().split(";", -1)),
        query.first("X-Amz-Signature").orElseThrow(),
        timestamp,
        Optional.of(expires(query)),
        query.first("X-Amz-Security-Token"),
        query.first("X-Amz-Region-Set").orElse(""));
  }

  private static long expires(QueryParameters query) throws RefusedSignature {
    List<String> values = query.values("X-Amz-Expires");
    if (values.size() != 1) {
      throw incomplete(
          "AWS query-string parameters must include 'X-Amz-Expires'. Re-examine the query-string"
              + " parameters.",
          "the query has X-Amz-Expires " + values.size() + " times; once is right");
    }
    String text = values.get(0);
    if (!text.matches("[0-9]{1,18}")) {
      throw wrong("X-Amz-Expires should be a number");
    }
    long seconds = Long.parseLong(text);
    if (seconds < 1) {
      throw wrong("X-Amz-Expires must be non-negative");
    }
    if (seconds > LONGEST) {
      throw wrong("X-Amz-Expires must be less than a week (in seconds); that is 604800");
    }
    return seconds;
  }

  private static RefusedSignature wrong(String message) {
    return new RefusedSignature(
        new WrongExpires(message, "X-Amz-Expires is not a whole number from 1 to 604800"));
  }

  private static RefusedSignature incomplete(String message, String explanation) {
    return new RefusedSignature(new Incomplete(message, explanation));
  }
}
