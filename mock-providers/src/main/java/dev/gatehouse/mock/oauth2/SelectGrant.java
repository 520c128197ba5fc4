package dev.gatehouse.mock.oauth2;

import java.util.Map;
import java.util.TreeMap;

/** The grant asked for is one the server has (RFC 6749, section 5.2: unsupported_grant_type). */
final class SelectGrant implements TokenStep {
  private final Map<String, Grant> grants;

  SelectGrant(Map<String, Grant> grants) {
    this.grants = new TreeMap<>(grants);
  }

  @Override
  public TokenRequest apply(TokenRequest request) throws OAuth2Refusal {
    String type =
        request
            .parameters()
            .get("grant_type")
            .orElseThrow(
                () ->
                    OAuth2Refusal.invalidRequest(
                        "The parameter grant_type is missing.",
                        "the parameter grant_type is missing; there are: " + known()));
    Grant grant = grants.get(type);
    if (grant == null) {
      throw new OAuth2Refusal(
          400,
          "unsupported_grant_type",
          "This grant type is not supported.",
          "grant",
          "the server has no such grant; there are: " + known());
    }
    return request.with(grant);
  }

  private String known() {
    return String.join(", ", grants.keySet());
  }
}
