package dev.gatehouse.mock.oauth2;

import dev.gatehouse.mock.credential.internal.MalformedCredentialException;
import dev.gatehouse.mock.credential.internal.UrlEncodedForm;
import dev.gatehouse.mock.exchange.ServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Each parameter comes once; one without a value counts as left out (RFC 6749, section 3.2). Those
 * that extensions allow to come more often are left alone.
 */
final class ReadParameters implements TokenStep {
  /** RFC 8707, section 2; RFC 8693, section 2.1. */
  private static final Set<String> REPEATABLE = Set.of("resource", "audience");

  @Override
  public TokenRequest apply(TokenRequest request) throws OAuth2Refusal {
    Map<String, String> values = new HashMap<>();
    for (UrlEncodedForm.Parameter parameter : parse(request.http()).parameters()) {
      String earlier = values.putIfAbsent(parameter.name(), parameter.value());
      if (earlier != null && !REPEATABLE.contains(parameter.name())) {
        throw OAuth2Refusal.invalidRequest(
            "A parameter came more than once.",
            "a parameter came more than once, which RFC 6749, section 3.2 forbids"
                + (isKnown(parameter.name()) ? ": " + parameter.name() : ""));
      }
    }
    values.values().removeIf(String::isEmpty);
    return request.with(new Parameters(values));
  }

  /** A name nobody knows may be anything, even a secret; it is not repeated. */
  private static boolean isKnown(String name) {
    return Set.of("grant_type", "scope", "client_id", "client_secret").contains(name);
  }

  /** A form is US-ASCII; all else is percent-encoded in it (RFC 6749, appendix B). */
  private static UrlEncodedForm parse(ServerRequest http) throws OAuth2Refusal {
    for (byte octet : http.body()) {
      if (octet < 0) {
        throw OAuth2Refusal.invalidRequest(
            "Malformed form.",
            "the body holds characters outside US-ASCII; they have to be percent-encoded as UTF-8");
      }
    }
    try {
      return UrlEncodedForm.parse(new String(http.body(), StandardCharsets.US_ASCII));
    } catch (MalformedCredentialException e) {
      throw OAuth2Refusal.invalidRequest("Malformed form.", "in the body, " + e.explanation());
    }
  }
}
