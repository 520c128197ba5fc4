package dev.gatehouse.mock.oauth2;

/** The client is registered for the grant (RFC 6749, section 5.2: unauthorized_client). */
final class CheckClientMayUseGrant implements TokenStep {
  @Override
  public TokenRequest apply(TokenRequest request) throws OAuth2Refusal {
    RegisteredClient client = request.client();
    if (!client.grantTypes().contains(request.grant().type())) {
      throw new OAuth2Refusal(
          400,
          "unauthorized_client",
          "The client may not use this grant type.",
          "grant",
          "client "
              + client.id()
              + " asked for the grant "
              + request.grant().type()
              + ", but is registered for: "
              + String.join(", ", client.grantTypes()));
    }
    return request;
  }
}
