package dev.gatehouse.mock.aws.sigv4;

import dev.gatehouse.connection.Secret;
import dev.gatehouse.mock.aws.answer.AwsError;
import dev.gatehouse.mock.aws.sigv4.CredentialScope.Credential;
import dev.gatehouse.mock.aws.sigv4.SignatureFault.Incomplete;
import dev.gatehouse.mock.exchange.ServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the Authorization header (AWS documentation: "Authentication using the header"). */
final class ReadHeaderClaim {
  private static final List<String> KEYS = List.of("Credential", "Signature", "SignedHeaders");
  private static final int LONGEST_SHOWN = 300;

  private ReadHeaderClaim() {}

  /**
   * The claim.
   *
   * @param header the one Authorization field
   */
  static Claim read(ServerRequest request, String header) throws RefusedSignature {
    int space = header.indexOf(' ');
    String scheme = space < 0 ? header : header.substring(0, space);
    Optional<Algorithm> known = Algorithm.of(scheme);
    if (known.isEmpty() && scheme.startsWith("AWS4-")) {
      throw incomplete(
          "Unsupported AWS 'algorithm': '" + shortened(scheme) + "'.",
          unsupported(header),
          "the Authorization header starts with another word than AWS4-HMAC-SHA256 or"
              + " AWS4-ECDSA-P256-SHA256");
    }
    Map<String, String> parts = parts(space < 0 ? "" : header.substring(space + 1), header);
    Optional<String> timestamp = timestamp(request);
    requireAll(parts, timestamp, header);
    Algorithm algorithm =
        known.orElseThrow(
            () ->
                incomplete(
                    "Unsupported AWS 'algorithm': '" + shortened(scheme) + "'.",
                    unsupported(header),
                    "the Authorization header is of another scheme; AWS4-HMAC-SHA256 or"
                        + " AWS4-ECDSA-P256-SHA256 is right"));
    Credential credential =
        CredentialScope.read(parts.get("Credential"), algorithm, Claim.Place.HEADER);
    return new Claim(
        Claim.Place.HEADER,
        algorithm,
        credential.accessKeyId(),
        credential.scope(),
        Arrays.asList(parts.get("SignedHeaders").split(";", -1)),
        parts.get("Signature"),
        timestamp.orElseThrow(),
        Optional.empty(),
        single(request, "X-Amz-Security-Token").map(Secret::of),
        single(request, "X-Amz-Region-Set").orElse(""));
  }

  /** Comma-separated {@code key=value}; a key that comes twice or is unknown is refused. */
  private static Map<String, String> parts(String text, String header) throws RefusedSignature {
    Map<String, String> parts = new HashMap<>();
    int at = 0;
    while (at <= text.length()) {
      int comma = text.indexOf(',', at);
      int end = comma < 0 ? text.length() : comma;
      String pair = text.substring(at, end).strip();
      int equals = pair.indexOf('=');
      if (equals < 0) {
        throw malformed(
            "'"
                + shortened(pair)
                + "' not a valid key=value pair (missing equal-sign) in Authorization header: '"
                + shortened(header)
                + "'.",
            "a part of the Authorization header has no equal sign; 'AWS4-HMAC-SHA256"
                + " Credential=.., SignedHeaders=.., Signature=..' is right");
      }
      String key = pair.substring(0, equals);
      if (!KEYS.contains(key) || parts.putIfAbsent(key, pair.substring(equals + 1)) != null) {
        throw malformed(
            "'" + shortened(key) + "' is not a valid parameter of the Authorization header.",
            "the Authorization header has a part that is unknown, or there twice; each of "
                + String.join(", ", KEYS)
                + " once is right");
      }
      at = end + 1;
    }
    return parts;
  }

  private static void requireAll(
      Map<String, String> parts, Optional<String> timestamp, String header)
      throws RefusedSignature {
    if (parts.size() == KEYS.size() && timestamp.isPresent()) {
      return;
    }
    StringBuilder message = new StringBuilder();
    List<String> missing = KEYS.stream().filter(key -> !parts.containsKey(key)).toList();
    for (String key : missing) {
      message.append("Authorization header requires '").append(key).append("' parameter. ");
    }
    if (timestamp.isEmpty()) {
      message.append(
          "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. ");
    }
    message
        .append("(Hashed with SHA-256 and encoded with Base64) Authorization=")
        .append(hashed(header));
    if (missing.isEmpty()) {
      throw incomplete(
          message.toString(),
          AwsError.of(
              403, "AccessDenied", "AWS authentication requires a valid Date or x-amz-date header"),
          "the request has neither X-Amz-Date nor Date");
    }
    throw incomplete(
        message.toString(),
        S3Answers.malformed(
            Claim.Place.HEADER,
            "the authorization header requires three components: Credential, SignedHeaders, and"
                + " Signature."),
        "the Authorization header lacks " + String.join(" and ", missing));
  }

  /** {@code X-Amz-Date}, else {@code Date} in the same or in HTTP's own form; empty for neither. */
  private static Optional<String> timestamp(ServerRequest request) throws RefusedSignature {
    Optional<String> amz = single(request, "X-Amz-Date");
    Optional<String> sent = amz.isPresent() ? amz : single(request, "Date");
    if (sent.isEmpty() || Timestamps.instant(sent.get()).isPresent()) {
      return sent;
    }
    Optional<String> http = amz.isPresent() ? Optional.empty() : Timestamps.basicOfHttp(sent.get());
    if (http.isEmpty()) {
      throw incomplete(
          "Date must be in ISO-8601 'basic format'. Got '"
              + shortened(sent.get())
              + "'. See http://en.wikipedia.org/wiki/ISO_8601",
          AwsError.of(
              403, "AccessDenied", "AWS authentication requires a valid Date or x-amz-date header"),
          "the date of the request is malformed; yyyyMMdd'T'HHmmss'Z' in UTC is right");
    }
    return http;
  }

  private static Optional<String> single(ServerRequest request, String name)
      throws RefusedSignature {
    List<String> values = request.headers(name);
    if (values.size() > 1) {
      String message = "Header '" + name + "' must be single valued.";
      throw incomplete(
          message,
          AwsError.of(400, "InvalidArgument", message),
          "the header " + name + " is there " + values.size() + " times; once is right");
    }
    return values.stream().findFirst();
  }

  private static String hashed(String header) {
    return Base64.getEncoder()
        .encodeToString(Sha256.digest().digest(header.getBytes(StandardCharsets.UTF_8)));
  }

  /** What a request says can be of any length. */
  static String shortened(String text) {
    return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "...";
  }

  private static AwsError unsupported(String header) {
    return AwsError.of(400, "InvalidArgument", "Unsupported Authorization Type")
        .with("ArgumentName", "Authorization")
        .with("ArgumentValue", shortened(header));
  }

  private static RefusedSignature malformed(String message, String explanation) {
    return incomplete(
        message,
        S3Answers.malformed(
            Claim.Place.HEADER,
            "the authorization header requires three components: Credential, SignedHeaders, and"
                + " Signature."),
        explanation);
  }

  private static RefusedSignature incomplete(String message, AwsError s3, String explanation) {
    return new RefusedSignature(new Incomplete(message, s3, explanation));
  }
}
