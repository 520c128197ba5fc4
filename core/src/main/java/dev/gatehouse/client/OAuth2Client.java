package dev.gatehouse.client;

import dev.gatehouse.connection.CredentialPlacement;
import dev.gatehouse.connection.OAuth2AuthorizationCodeAuth;
import dev.gatehouse.connection.OAuth2ClientCredentialsAuth;
import dev.gatehouse.connection.Secret;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A client as a token endpoint knows it, whatever grant it uses.
 *
 * @param clientSecret null for a public client (RFC 6749, section 2.1)
 * @param scopes to ask for; empty for the server's own choice
 */
record OAuth2Client(
    URI tokenUri,
    String clientId,
    @Nullable Secret clientSecret,
    CredentialPlacement credentialPlacement,
    List<String> scopes) {
  OAuth2Client {
    UnicodeText.require("auth.clientId", clientId);
    if (clientSecret != null) {
      UnicodeText.require("auth.clientSecret", clientSecret.reveal());
    }
  }

  static OAuth2Client of(OAuth2ClientCredentialsAuth auth) {
    return new OAuth2Client(
        auth.tokenUri(),
        auth.clientId(),
        auth.clientSecret(),
        auth.credentialPlacement(),
        auth.scopes());
  }

  static OAuth2Client of(OAuth2AuthorizationCodeAuth auth) {
    return new OAuth2Client(
        auth.tokenUri(),
        auth.clientId(),
        auth.clientSecret(),
        auth.credentialPlacement(),
        auth.scopes());
  }
}
