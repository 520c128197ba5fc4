package dev.gatehouse.mock.oauth2.internal.grant;

import dev.gatehouse.mock.oauth2.Authorization;
import dev.gatehouse.mock.oauth2.Grant;
import dev.gatehouse.mock.oauth2.OAuth2Refusal;
import dev.gatehouse.mock.oauth2.RegisteredClient;
import dev.gatehouse.mock.oauth2.TokenRequest;

/**
 * The client acts for itself (RFC 6749, section 4.4); there is no refresh token (section 4.4.3).
 */
public final class ClientCredentialsGrant implements Grant {
  public static final String TYPE = "client_credentials";

  @Override
  public String type() {
    return TYPE;
  }

  /** The subject is the client (RFC 9068, section 2.2). */
  @Override
  public Granted grant(TokenRequest request) throws OAuth2Refusal {
    RegisteredClient client = request.client();
    if (client.isPublic()) {
      throw OAuth2Refusal.unauthorizedClient(
          "The client may not use this grant type.",
          "client "
              + client.id()
              + " is public: it proves nothing, so it cannot act for itself (RFC 6749, section"
              + " 4.4)");
    }
    return Granted.once(
        Authorization.of(
            client.id(),
            CheckScope.ofClient(request.parameters(), client),
            CheckResource.ofClient(request.parameters(), client)));
  }
}
