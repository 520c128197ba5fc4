package dev.gatehouse.mock.oauth2;

/** Parameters belong in the body, never in the URI (RFC 6749, sections 2.3.1 and 3.2). */
final class RejectQuery implements TokenStep {
  @Override
  public TokenRequest apply(TokenRequest request) throws OAuth2Refusal {
    String query = request.http().query();
    if (query != null && !query.isEmpty()) {
      throw OAuth2Refusal.invalidRequest(
          "Parameters belong in the body.",
          "the token request has a query; parameters belong in the form body, as URIs end in logs"
              + " (RFC 6749, section 2.3.1)");
    }
    return request;
  }
}
