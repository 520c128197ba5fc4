package dev.gatehouse.connection;

import java.net.URI;
import java.util.List;

/**
 * OAuth 2.0 client credentials grant (RFC 6749, section 4.4).
 *
 * @param tokenUri {@code http} or {@code https}; its own query is kept
 * @param clientId of the client registered there
 * @param clientSecret never shown
 * @param credentialPlacement where id and secret go in a token request
 * @param scopes to ask for; empty for the server's own choice
 * @since 0.1
 */
public record OAuth2ClientCredentialsAuth(
    URI tokenUri,
    String clientId,
    Secret clientSecret,
    CredentialPlacement credentialPlacement,
    List<String> scopes)
    implements Auth {
  /**
   * @throws InvalidConnectionException if a field is missing, the token URI is not an absolute HTTP
   *     URI without fragment, or a scope is none
   */
  public OAuth2ClientCredentialsAuth {
    HttpUri.endpoint("tokenUri", tokenUri);
    Required.text("clientId", clientId);
    ControlCharacters.refuse("clientSecret", Required.present("clientSecret", clientSecret));
    Required.present("credentialPlacement", credentialPlacement);
    scopes = Scopes.check("scopes", scopes);
  }

  /** With the credentials in the header. */
  public static OAuth2ClientCredentialsAuth of(
      URI tokenUri, String clientId, String clientSecret, String... scopes) {
    return new OAuth2ClientCredentialsAuth(
        tokenUri, clientId, Secret.of(clientSecret), CredentialPlacement.HEADER, List.of(scopes));
  }

  @Override
  public AuthType type() {
    return AuthType.OAUTH2_CLIENT_CREDENTIALS;
  }
}
