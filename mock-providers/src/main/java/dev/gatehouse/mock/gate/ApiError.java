package dev.gatehouse.mock.gate;

import dev.gatehouse.mock.exchange.ServerResponse;

/** What an API answers to those it does not let in: no more than a real one would tell them. */
final class ApiError {
  private ApiError() {}

  /**
   * Without valid credentials (RFC 9110, section 15.5.2).
   *
   * @param challenge the value of WWW-Authenticate, which every 401 must have
   */
  static ServerResponse unauthorized(String challenge) {
    return ServerResponse.json(
            401, "{\"error\":\"unauthorized\",\"message\":\"Valid credentials are required.\"}")
        .with("WWW-Authenticate", challenge);
  }

  /**
   * Not to be understood (RFC 9110, section 15.5.1).
   *
   * @param message fixed words, that need no JSON escapes
   */
  static ServerResponse badRequest(String message) {
    return ServerResponse.json(400, "{\"error\":\"bad_request\",\"message\":\"" + message + "\"}");
  }
}
