package dev.gatehouse.mock.oauth2;

/** One rule of the token endpoint. */
@FunctionalInterface
interface TokenStep {
  /**
   * Applies the rule.
   *
   * @return the request, with what was found out
   * @throws OAuth2Refusal if the request breaks the rule
   */
  TokenRequest apply(TokenRequest request) throws OAuth2Refusal;
}
