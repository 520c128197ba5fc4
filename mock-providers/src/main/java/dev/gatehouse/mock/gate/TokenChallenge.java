package dev.gatehouse.mock.gate;

import dev.gatehouse.mock.exchange.ServerResponse;
import java.util.List;

/**
 * The answers of an API that takes access tokens (RFC 6750, section 3; RFC 9449, section 7.1).
 *
 * @param scheme by which the token came: {@code Bearer} or {@code DPoP}
 * @param quotedRealm the protection space
 * @param algorithms that DPoP proofs may be signed by; empty when none are taken
 */
record TokenChallenge(String scheme, String quotedRealm, List<String> algorithms) {
  static final String BEARER = "Bearer";
  static final String DPOP = "DPoP";

  /** The same for a token that came by another scheme. */
  TokenChallenge by(String other) {
    return new TokenChallenge(other, quotedRealm, algorithms);
  }

  /** No token at all, hence no error code (RFC 6750, section 3.1, last paragraph). */
  ServerResponse tokenRequired() {
    return ServerResponse.json(
            401, "{\"error\":\"unauthorized\",\"message\":\"An access token is required.\"}")
        .with("WWW-Authenticate", challenge("") + otherSchemes());
  }

  ServerResponse invalidRequest(String description) {
    return error(400, "invalid_request", description, "");
  }

  ServerResponse invalidToken(String description) {
    return unauthorized("invalid_token", description);
  }

  /** The token, or the proof beside it, does not hold. */
  ServerResponse unauthorized(String error, String description) {
    return error(401, error, description, otherSchemes());
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
            challenge(
                ", error=\"" + error + "\", error_description=\"" + description + "\"" + more));
  }

  private String challenge(String more) {
    return scheme + " realm=" + quotedRealm + more + (scheme.equals(DPOP) ? ", " + algs() : "");
  }

  /**
   * Who came with the Bearer scheme may have to come with DPoP (RFC 9449, section 7.2). In the same
   * field, and after it, as there: clients that read one challenge find the one with the error.
   */
  private String otherSchemes() {
    return scheme.equals(BEARER) && !algorithms.isEmpty() ? ", " + DPOP + " " + algs() : "";
  }

  private String algs() {
    return "algs=\"" + String.join(" ", algorithms) + "\"";
  }
}
