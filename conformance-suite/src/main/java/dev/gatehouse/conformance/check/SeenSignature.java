package dev.gatehouse.conformance.check;

import dev.gatehouse.conformance.peer.SeenRequest;
import dev.gatehouse.mock.exchange.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a request says of its own signature, be it right or not.
 *
 * @param keyId whose key
 * @param signedHeaders names as sent
 * @param signature in hex
 * @param date as sent; empty for none
 */
record SeenSignature(String keyId, List<String> signedHeaders, String signature, String date) {
  private static final Pattern PART =
      Pattern.compile("(Credential|SignedHeaders|Signature)=([^,\\s]+)");

  /** From the Authorization header, or from the query; empty for none in full. */
  static Optional<SeenSignature> of(SeenRequest request) {
    String credential = "";
    String signedHeaders = "";
    String signature = "";
    Matcher part = PART.matcher(request.header("Authorization").orElse(""));
    while (part.find()) {
      switch (part.group(1)) {
        case "Credential" -> credential = part.group(2);
        case "SignedHeaders" -> signedHeaders = part.group(2);
        default -> signature = part.group(2);
      }
    }
    for (Field parameter : request.parameters()) {
      switch (parameter.name()) {
        case "X-Amz-Credential" -> credential = parameter.value();
        case "X-Amz-SignedHeaders" -> signedHeaders = parameter.value();
        case "X-Amz-Signature" -> signature = parameter.value();
        default -> {
          // Not of the signature.
        }
      }
    }
    return credential.isEmpty() || signedHeaders.isEmpty() || signature.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new SeenSignature(
                credential.split("/", 2)[0],
                Arrays.asList(signedHeaders.split(";")),
                signature,
                sent(request, "X-Amz-Date").or(() -> request.header("Date")).orElse("")));
  }

  /** The session token that came along. */
  static Optional<String> sessionToken(SeenRequest request) {
    return sent(request, "X-Amz-Security-Token");
  }

  private static Optional<String> sent(SeenRequest request, String name) {
    return request
        .header(name)
        .or(
            () ->
                request.parameters().stream()
                    .filter(parameter -> parameter.name().equals(name))
                    .map(Field::value)
                    .findFirst());
  }
}
