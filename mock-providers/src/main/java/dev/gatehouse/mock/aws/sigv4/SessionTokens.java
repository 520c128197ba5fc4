package dev.gatehouse.mock.aws.sigv4;

import dev.gatehouse.mock.exchange.ServerRequest;
import java.util.List;
import java.util.stream.Stream;

/** Keeps session tokens, which stand in canonical requests, out of the journal. */
public final class SessionTokens {
  private SessionTokens() {}

  /** The text without the session tokens of a request. */
  public static String masked(String text, ServerRequest request) {
    List<String> tokens =
        Stream.concat(
                request.headers("X-Amz-Security-Token").stream().map(String::strip),
                QueryParameters.of(request.query()).values("X-Amz-Security-Token").stream())
            .flatMap(token -> Stream.of(token, PercentEncoding.encode(token)))
            .filter(token -> !token.isEmpty())
            .toList();
    String masked = text;
    for (String token : tokens) {
      masked = masked.replace(token, "***");
    }
    return masked;
  }
}
