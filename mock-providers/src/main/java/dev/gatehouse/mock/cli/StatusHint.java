package dev.gatehouse.mock.cli;

import dev.gatehouse.client.Headers;
import java.util.Optional;

/** What a status that is no success means for somebody who wants to log in. */
final class StatusHint {
  private StatusHint() {}

  static String of(int status, Headers headers) {
    return switch (status) {
      case 401 ->
          ": the credentials were refused"
              + challenge(headers)
              + "; a Gatehouse says why at /__gatehouse/journal";
      case 403 -> ": the credentials are right, but may not do this";
      case 404 -> ": there is nothing at this path";
      case 405 -> ": this method is not allowed here";
      case 407 -> ": a proxy asks for credentials";
      case 429 -> ": too many requests; wait" + retryAfter(headers);
      default -> status >= 500 ? ": the server failed" : status < 400 ? ": a redirect" : "";
    };
  }

  private static String challenge(Headers headers) {
    Optional<String> challenge = headers.first("WWW-Authenticate");
    return challenge.map(value -> " (the server asks for " + value + ")").orElse("");
  }

  private static String retryAfter(Headers headers) {
    return headers.first("Retry-After").map(value -> " until Retry-After: " + value).orElse("");
  }
}
