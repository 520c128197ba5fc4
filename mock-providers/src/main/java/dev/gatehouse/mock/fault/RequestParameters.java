package dev.gatehouse.mock.fault;

import dev.gatehouse.mock.credential.internal.MalformedCredentialException;
import dev.gatehouse.mock.credential.internal.UrlEncodedForm;
import dev.gatehouse.mock.exchange.ServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a request says of itself, as far as it can be read: a fault refuses nothing. */
final class RequestParameters {
  private static final String FORM = "application/x-www-form-urlencoded";

  /** No form of a login is longer, and what is may lie in a file that is gone by now. */
  private static final int LONGEST_FORM = 256 * 1024;

  private RequestParameters() {}

  /** The values of a parameter in the query and in a form body. */
  static List<String> of(ServerRequest request, String name) {
    List<String> values = new ArrayList<>();
    if (request.query() != null) {
      values.addAll(values(request.query(), name));
    }
    boolean form =
        request.header("Content-Type").orElse("").toLowerCase(Locale.ROOT).startsWith(FORM);
    if (form && request.content().length() <= LONGEST_FORM) {
      values.addAll(values(new String(request.body(), StandardCharsets.UTF_8), name));
    }
    return values;
  }

  /** The client id of {@code client_secret_basic}, form-decoded (RFC 6749, section 2.3.1). */
  static Optional<String> basicUser(ServerRequest request) {
    String header = request.header("Authorization").orElse("");
    if (!header.regionMatches(true, 0, "Basic ", 0, 6)) {
      return Optional.empty();
    }
    try {
      byte[] pair = Base64.getDecoder().decode(header.substring(6).strip());
      String text = new String(pair, StandardCharsets.UTF_8);
      int colon = text.indexOf(':');
      return colon < 0
          ? Optional.empty()
          : Optional.of(UrlEncodedForm.decode(text.substring(0, colon)));
    } catch (IllegalArgumentException | MalformedCredentialException e) {
      return Optional.empty();
    }
  }

  private static List<String> values(String encoded, String name) {
    try {
      return UrlEncodedForm.parse(encoded).values(name);
    } catch (MalformedCredentialException e) {
      return List.of();
    }
  }
}
