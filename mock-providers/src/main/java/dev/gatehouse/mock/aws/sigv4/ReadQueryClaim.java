package dev.gatehouse.mock.aws.sigv4;

import dev.gatehouse.connection.Secret;
import dev.gatehouse.mock.aws.answer.AwsError;
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
          "X-Amz-Signature",
          "X-Amz-SignedHeaders",
          "X-Amz-Date",
          "X-Amz-Expires");

  private static final List<String> OPTIONAL = List.of("X-Amz-Security-Token", "X-Amz-Region-Set");

  private ReadQueryClaim() {}

  static Claim read(QueryParameters query) throws RefusedSignature {
    requireAll(query);
    String named = query.first("X-Amz-Algorithm").orElseThrow();
    Algorithm algorithm =
        Algorithm.of(named)
            .orElseThrow(
                () ->
                    incomplete(
                        "Unsupported AWS 'algorithm': '" + ReadHeaderClaim.shortened(named) + "'.",
                        "X-Amz-Algorithm only supports \"AWS4-HMAC-SHA256 and"
                            + " AWS4-ECDSA-P256-SHA256\"",
                        "X-Amz-Algorithm is another than AWS4-HMAC-SHA256 or"
                            + " AWS4-ECDSA-P256-SHA256"));
    Credential credential =
        CredentialScope.read(
            query.first("X-Amz-Credential").orElseThrow(), algorithm, Claim.Place.QUERY);
    return new Claim(
        Claim.Place.QUERY,
        algorithm,
        credential.accessKeyId(),
        credential.scope(),
        Arrays.asList(query.first("X-Amz-SignedHeaders").orElseThrow().split(";", -1)),
        query.first("X-Amz-Signature").orElseThrow(),
        timestamp(query.first("X-Amz-Date").orElseThrow()),
        Optional.of(expires(query.first("X-Amz-Expires").orElseThrow())),
        query.first("X-Amz-Security-Token").map(Secret::of),
        query.first("X-Amz-Region-Set").orElse(""));
  }

  private static void requireAll(QueryParameters query) throws RefusedSignature {
    String s3 =
        "Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential,"
            + " X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.";
    List<String> missing = REQUIRED.stream().filter(name -> !query.has(name)).toList();
    if (!missing.isEmpty()) {
      StringBuilder message = new StringBuilder();
      for (String name : missing) {
        message.append("AWS query-string parameters must include '").append(name).append("'. ");
      }
      throw incomplete(
          message.append("Re-examine the query-string parameters.").toString(),
          s3,
          "the query lacks " + String.join(" and ", missing));
    }
    for (List<String> names : List.of(REQUIRED, OPTIONAL)) {
      for (String name : names) {
        int times = query.values(name).size();
        if (times > 1) {
          throw incomplete(
              "AWS query-string parameter '" + name + "' must be single valued.",
              s3,
              "the query has " + name + " " + times + " times; once is right");
        }
      }
    }
  }

  private static String timestamp(String sent) throws RefusedSignature {
    if (Timestamps.instant(sent).isEmpty()) {
      String message = "X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\"";
      throw incomplete(
          message, message, "X-Amz-Date is malformed; yyyyMMdd'T'HHmmss'Z' in UTC is right");
    }
    return sent;
  }

  private static long expires(String text) throws RefusedSignature {
    boolean negative = text.startsWith("-");
    String digits = negative ? text.substring(1) : text;
    if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw wrong("X-Amz-Expires should be a number");
    }
    long seconds = digits.length() > 18 ? Long.MAX_VALUE : Long.parseLong(digits);
    if (negative || seconds == 0) {
      throw wrong("X-Amz-Expires must be non-negative");
    }
    if (seconds > LONGEST) {
      throw wrong(
          "X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires"
              + " must be less than 604800 seconds");
    }
    return seconds;
  }

  private static RefusedSignature wrong(String message) {
    return new RefusedSignature(
        new WrongExpires(message, "X-Amz-Expires is not a whole number from 1 to 604800"));
  }

  private static RefusedSignature incomplete(String message, String s3, String explanation) {
    return new RefusedSignature(
        new Incomplete(
            message, AwsError.of(400, "AuthorizationQueryParametersError", s3), explanation));
  }
}
