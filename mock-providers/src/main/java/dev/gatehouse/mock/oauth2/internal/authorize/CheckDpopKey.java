package dev.gatehouse.mock.oauth2.internal.authorize;

import dev.gatehouse.mock.oauth2.OAuth2Refusal;
import dev.gatehouse.mock.oauth2.Parameters;
import java.util.Optional;

/** The key that the code is to be bound to is named by its thumbprint (RFC 9449, section 10). */
final class CheckDpopKey {
  private CheckDpopKey() {}

  static void check(Parameters parameters) throws OAuth2Refusal {
    Optional<String> thumbprint = parameters.get("dpop_jkt");
    if (thumbprint.isPresent() && !thumbprint.get().matches("[A-Za-z0-9_-]{43}")) {
      throw OAuth2Refusal.invalidRequest(
          "The parameter dpop_jkt is malformed.",
          "the parameter dpop_jkt is not 43 characters of Base64url without padding, as the"
              + " SHA-256 thumbprint of a key has (RFC 9449, section 10; RFC 7638)");
    }
  }
}
