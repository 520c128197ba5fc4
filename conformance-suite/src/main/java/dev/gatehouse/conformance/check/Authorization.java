package dev.gatehouse.conformance.check;

import dev.gatehouse.conformance.peer.Reply;
import dev.gatehouse.conformance.peer.SeenRequest;
import dev.gatehouse.mock.exchange.Field;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * An authorization request as it arrived, and the ways to answer it.
 *
 * @param request as sent
 * @param code one that was never issued before
 */
record Authorization(SeenRequest request, String code) {

  List<String> values(String name) {
    return request.parameters().stream()
        .filter(parameter -> parameter.name().equals(name))
        .map(Field::value)
        .toList();
  }

  Optional<String> value(String name) {
    return values(name).stream().findFirst();
  }

  /** Empty when the client sent none. */
  String state() {
    return value("state").orElse("");
  }

  /** Sends the user back with the code, and with the state there was. */
  Reply granted() {
    return value("state")
        .map(state -> back("code", code, "state", state))
        .orElseGet(() -> back("code", code));
  }

  /** Sends the user back with these parameters: names and values in turn. */
  Reply back(String... namesAndValues) {
    Optional<String> redirectUri = value("redirect_uri");
    if (redirectUri.isEmpty()) {
      return Reply.text(400, "there is no redirect_uri");
    }
    StringBuilder location = new StringBuilder(redirectUri.get());
    char separator = redirectUri.get().contains("?") ? '&' : '?';
    for (int i = 0; i < namesAndValues.length; i += 2) {
      location
          .append(separator)
          .append(namesAndValues[i])
          .append('=')
          .append(URLEncoder.encode(namesAndValues[i + 1], StandardCharsets.UTF_8));
      separator = '&';
    }
    return Reply.redirect(302, URI.create(location.toString()));
  }
}
