package dev.gatehouse.client;

import dev.gatehouse.connection.Secret;
import org.jspecify.annotations.Nullable;

/** OAuth 2.0 client credentials: a token of the client's own (RFC 6749, section 4.4). */
record ClientCredentials(OAuth2Client client, TokenEndpoint endpoint)
    implements TokenSource<AccessToken> {
  @Override
  public AccessToken next(@Nullable Secret refused) {
    return endpoint.fetch(TokenGrant.clientCredentials(client.scopes())).token();
  }
}
