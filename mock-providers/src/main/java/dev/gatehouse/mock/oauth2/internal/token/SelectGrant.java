package dev.gatehouse.mock.oauth2.internal.token;

import dev.gatehouse.mock.oauth2.Grant;
import dev.gatehouse.mock.oauth2.OAuth2Refusal;
import dev.gatehouse.mock.oauth2.Parameters;
import dev.gatehouse.mock.oauth2.RegisteredClient;
import java.util.Map;
import java.util.TreeMap;

/**
 * The grant asked for is one the server has, and one the client is registered for (RFC 6749,
 * section 5.2: unsupported_grant_type, unauthorized_client).
 */
final class SelectGrant {
  private final Map<String, Grant> grants;

  SelectGrant(Map<String, Grant> grants) {
    this.grants = new TreeMap<>(grants);
  }

  Grant select(Parameters parameters, RegisteredClient client) throws OAuth2Refusal {
    String type =
        parameters
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
    if (!client.grantTypes().contains(type)) {
      throw OAuth2Refusal.unauthorizedClient(
          "The client may not use this grant type.",
          "client "
              + client.id()
              + " asked for the grant "
              + type
              + ", but is registered for: "
              + String.join(", ", client.grantTypes()));
    }
    return grant;
  }

  private String known() {
    return String.join(", ", grants.keySet());
  }
}
