package dev.gatehouse.mock.gate;

import dev.gatehouse.mock.credential.internal.MalformedCredentialException;
import dev.gatehouse.mock.credential.internal.UrlEncodedForm;
import dev.gatehouse.mock.exchange.ServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * An access token outside the Authorization field (RFC 6750, sections 2.2 and 2.3).
 *
 * @param place {@code query} or {@code body}
 */
record StrayToken(String place) {
  static final String PARAMETER = "access_token";

  static Optional<StrayToken> find(ServerRequest request) {
    if (request.query() != null && names(request.query())) {
      return Optional.of(new StrayToken("query"));
    }
    return isForm(request) && names(new String(request.body(), StandardCharsets.UTF_8))
        ? Optional.of(new StrayToken("body"))
        : Optional.empty();
  }

  private static boolean isForm(ServerRequest request) {
    return request
        .header("Content-Type")
        .map(type -> type.toLowerCase(Locale.ROOT))
        .filter(type -> type.startsWith("application/x-www-form-urlencoded"))
        .isPresent();
  }

  private static boolean names(String form) {
    try {
      return !UrlEncodedForm.parse(form).values(PARAMETER).isEmpty();
    } catch (MalformedCredentialException e) {
      return false; // what cannot be read is the API's affair; no token is taken from it
    }
  }
}
