package dev.gatehouse.mock.aws.sigv4;

import dev.gatehouse.mock.aws.sigv4.CredentialScope.Credential;
import dev.gatehouse.mock.aws.sigv4.SignatureFault.Incomplete;
import dev.gatehouse.mock.exchange.ServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the Authorization header (AWS documentation: "Authentication using the header"). */
final class ReadHeaderClaim {
  private static final List<String> KEYS = List.of("Credential", "SignedHeaders", "Signature");

  private ReadHeaderClaim() {}

  /**
   * The claim.
   *
   * @param header the one Authorization field
   */
  static Claim read(ServerRequest request, String header) throws RefusedSignature {
    int space = header.indexOf(' ');
    String scheme = space < 0 ? header : header.substring(0, space);
    Algorithm algorithm =
        Algorithm.of(scheme)
            .orElseThrow(
                () ->
                    incomplete(
                        "Unsupported AWS 'algorithm': '" + shortened(scheme) + "'.",
                        "the Authorization header starts with another word than AWS4-HMAC-SHA256"
                            + " or AWS4-ECDSA-P256-SHA256"));
    Map<String, String> parts = parts(space < 0 ? "" : header.substring(space + 1), header);
    List<String> missing = KEYS.stream().filter(key -> !parts.containsKey(key)).toList();
    if (!missing.isEmpty()) {
      throw incomplete(
          missing.stream()
                  .map(key -> "Authorization header requires '" + key + "' parameter. ")
                  .reduce("", String::concat)
              + "(Hashed with SHA-256 and encoded with Base64) Authorization="
              + hashed(header),
          "the Authorization header lacks " + String.join(" and ", missing));
    }
    Credential credential =
        CredentialScope.parse(parts.get("Credential"), algorithm)
            .orElseThrow(
                () ->
                    incomplete(
                        "Credential must have exactly "
                            + (algorithm == Algorithm.V4 ? 5 : 4)
                            + " slash-delimited elements, e.g. keyid/date/"
                            + (algorithm == Algorithm.V4 ? "region/" : "")
                            + "service/term, got '"
                            + shortened(parts.get("Credential"))
                            + "'",
                        "the Credential has too few parts; KEYID/DATE/"
                            + (algorithm == Algorithm.V4 ? "REGION/" : "")
                            + "SERVICE/aws4_request is right"));
    return new Claim(
        Claim.Place.HEADER,
        algorithm,
        credential.accessKeyId(),
        credential.scope(),
        Arrays.asList(parts.get("SignedHeaders").split(";", -1)),
        parts.get("Signature"),
        timestamp(request, header),
        Optional.empty(),
        single(request, "X-Amz-Security-Token"),
        single(request, "X-Amz-Region-Set").orElse(""));
  }

  /** Comma-separated {@code key=value}; a key that comes twice or is unknown is refused. */
  private static Map<String, String> parts(String text, String header) throws RefusedSignature {
    Map<String, String> parts = new LinkedHashMap<>();
    for (String part : text.split(",", -1)) {
      String pair = part.strip();
      int equals = pair.indexOf('=');
      if (equals < 0) {
        throw incomplete(
            "'"
                + shortened(pair)
                + "' not a valid key=value pair (missing equal-sign) in Authorization header: '"
                + shortened(header)
                + "'.",
            "a part of the Authorization header has no equal sign; Credential=..,"
                + " SignedHeaders=.., Signature=.. is right");
      }
      String key = pair.substring(0, equals);
      if (!KEYS.contains(key) || parts.putIfAbsent(key, pair.substring(equals + 1)) != null) {
        throw incomplete(
            "'" + shortened(key) + "' is not a valid parameter of the Authorization header.",
            "the Authorization header has a part that is unknown or there twice; each of "
                + KEYS
                + " once is right");
      }
    }
    return parts;
  }

  /** {@code X-Amz-Date}, else {@code Date} in the same or in HTTP's own form. */
  private static String timestamp(ServerRequest request, String header) throws RefusedSignature {
    Optional<String> amz = single(request, "X-Amz-Date");
    Optional<String> sent = amz.isPresent() ? amz : single(request, "Date");
    if (sent.isEmpty()) {
      throw incomplete(
          "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header."
              + " (Hashed with SHA-256 and encoded with Base64) Authorization="
              + hashed(header),
          "the request has neither X-Amz-Date nor Date");
    }
    return Timestamps.basic(sent.get())
        .orElseThrow(
            () ->
                incomplete(
                    "Date must be in ISO-8601 'basic format'. Got '"
                        + shortened(sent.get())
                        + "'. See http://en.wikipedia.org/wiki/ISO_8601",
                    "the date of the request is malformed; yyyyMMdd'T'HHmmss'Z' in UTC is right"));
  }

  private static Optional<String> single(ServerRequest request, String name)
      throws RefusedSignature {
    List<String> values = new ArrayList<>(request.headers(name));
    if (values.size() > 1) {
      throw incomplete(
          "Header '" + name + "' must be single valued.",
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
    return text.length() <= 300 ? text : text.substring(0, 300) + "...";
  }

  private static RefusedSignature incomplete(String message, String explanation) {
    return new RefusedSignature(new Incomplete(message, explanation));
  }
}
