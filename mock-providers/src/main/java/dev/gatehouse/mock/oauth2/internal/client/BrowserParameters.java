package dev.gatehouse.mock.oauth2.internal.client;

import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.oauth2.OAuth2Refusal;
import dev.gatehouse.mock.oauth2.Parameters;

/**
 * Reads what clients have browsers ask for: by GET or by POST (OpenID Connect Core, section 3.1).
 */
public final class BrowserParameters {
  private BrowserParameters() {}

  /**
   * Of the query, or of the form.
   *
   * @throws OAuth2Refusal if the request has the wrong form
   */
  public static Parameters read(ServerRequest http) throws OAuth2Refusal {
    if (http.method().equals("POST")) {
      return ClientRequests.readForm(http);
    }
    if (!http.method().equals("GET") && !http.method().equals("HEAD")) {
      throw new OAuth2Refusal(
          405,
          "invalid_request",
          "This endpoint takes GET and POST.",
          "",
          "the endpoint was asked by another method; GET or POST is right");
    }
    return FormParameters.ofQuery(http.query() == null ? "" : http.query());
  }
}
