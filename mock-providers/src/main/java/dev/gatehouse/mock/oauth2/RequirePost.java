package dev.gatehouse.mock.oauth2;

/** A token is asked for by POST (RFC 6749, section 3.2). */
final class RequirePost implements TokenStep {
  @Override
  public TokenRequest apply(TokenRequest request) throws OAuth2Refusal {
    if (!request.http().method().equals("POST")) {
      throw new OAuth2Refusal(
          405,
          "invalid_request",
          "The token endpoint takes POST only.",
          "token_request",
          "the token endpoint was asked by another method; POST is right (RFC 6749, section 3.2)");
    }
    return request;
  }
}
