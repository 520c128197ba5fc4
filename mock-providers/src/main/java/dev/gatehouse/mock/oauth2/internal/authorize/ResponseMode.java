package dev.gatehouse.mock.oauth2.internal.authorize;

import dev.gatehouse.mock.oauth2.OAuth2Refusal;
import dev.gatehouse.mock.oauth2.Parameters;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How the answer travels to the client (OAuth 2.0 Multiple Response Type Encoding Practices,
 * section 2.1; OAuth 2.0 Form Post Response Mode).
 */
public enum ResponseMode {
  QUERY,
  FRAGMENT,
  FORM_POST;

  static ResponseMode of(Parameters parameters) throws OAuth2Refusal {
    String asked = parameters.get("response_mode").orElse("query");
    return Arrays.stream(values())
        .filter(mode -> mode.id().equals(asked))
        .findFirst()
        .orElseThrow(
            () ->
                OAuth2Refusal.invalidRequest(
                    "This response mode is not supported.",
                    "the response_mode is unknown here; there are: " + String.join(", ", ids())));
  }

  /** The names of all, as metadata lists them. */
  public static List<String> ids() {
    return Arrays.stream(values()).map(ResponseMode::id).toList();
  }

  private String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
