package dev.gatehouse.mock.gate;

import dev.gatehouse.mock.exchange.ServerResponse;

/** The answers of an API that takes bearer tokens (RFC 6750, section 3). */
record BearerChallenge(String quotedRealm) {

  /** No token at all, hence no error code (RFC 6750, section 3.1, last paragraph). */
  ServerResponse tokenRequired() {
    return ServerResponse.json(
            401, "{\"error\":\"unauthorized\",\"message\":\"An access token is required.\"}")
        .with("WWW-Authenticate", "Bearer realm=" + quotedRealm);
  }

  ServerResponse invalidRequest(String description) {
    return error(400, "invalid_request", description, "");
  }

  ServerResponse invalidToken(String description) {
    return error(401, "invalid_token", description, "");
  }

  /**
   * @param scopes the ones needed, separated by spaces
   */
  ServerResponse insufficientScope(String scopes) {
    return error(
        403,
        "insufficient_scope",
        "The access token lacks a scope that is needed here.",
        ", scope=\"" + scopes + "\"");
  }

  private ServerResponse error(int status, String error, String description, String more) {
    return ServerResponse.json(
            status, "{\"error\":\"" + error + "\",\"message\":\"" + description + "\"}")
        .with(
            "WWW-Authenticate",
            "Bearer realm="
                + quotedRealm
                + ", error=\""
                + error
                + "\", error_description=\""
                + description
                + "\""
                + more);
  }
}
