package dev.gatehouse.mock.oauth2.internal.authorize;

import dev.gatehouse.mock.oauth2.OAuth2Refusal;
import dev.gatehouse.mock.oauth2.Parameters;
import dev.gatehouse.mock.oauth2.RegisteredClient;
import dev.gatehouse.mock.oauth2.internal.grant.AuthorizationCodeGrant;

/**
 * A code is all there is to ask for, and only for clients registered for it (RFC 6749, section
 * 4.1.2.1). Tokens in a redirect leak (RFC 9700, section 2.1.2).
 */
final class CheckResponseType {
  static final String CODE = "code";

  private CheckResponseType() {}

  static void check(Parameters parameters, RegisteredClient client) throws OAuth2Refusal {
    String type =
        parameters
            .get("response_type")
            .orElseThrow(
                () ->
                    OAuth2Refusal.invalidRequest(
                        "The parameter response_type is missing.",
                        "the parameter response_type is missing; code is right"));
    if (!type.equals(CODE)) {
      throw new OAuth2Refusal(
          400,
          "unsupported_response_type",
          "This response type is not supported.",
          "",
          "the response_type is another than code, the one there is (RFC 9700, section 2.1.2)");
    }
    if (!client.grantTypes().contains(AuthorizationCodeGrant.TYPE)) {
      throw OAuth2Refusal.unauthorizedClient(
          "The client may not use this response type.",
          "client "
              + client.id()
              + " asked for a code, but is registered for: "
              + String.join(", ", client.grantTypes()));
    }
  }
}
