package dev.gatehouse.mock.oauth2.internal.authorize;

import dev.gatehouse.mock.oauth2.OAuth2Refusal;
import dev.gatehouse.mock.oauth2.OpenIdRequest;
import dev.gatehouse.mock.oauth2.Parameters;

/** What is asked about the user (OpenID Connect Core, sections 3.1.2.1 and 5.5). */
final class CheckOpenIdRequest {
  private CheckOpenIdRequest() {}

  static OpenIdRequest of(Parameters parameters) throws OAuth2Refusal {
    ClaimsParameter claims = ClaimsParameter.of(parameters);
    return new OpenIdRequest(
        parameters.get("nonce").orElse(null),
        claims.idToken().keySet(),
        claims.userinfo().keySet());
  }
}
