package dev.gatehouse.connection;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * OAuth 2.0 authorization code grant (RFC 6749, section 4.1).
 *
 * @param authorizationUri {@code http} or {@code https}; its own query is kept
 * @param tokenUri {@code http} or {@code https}; its own query is kept
 * @param clientId of the client registered there
 * @param clientSecret never shown; null for a public client
 * @param credentialPlacement where id and secret go in a token request
 * @param scopes to ask for; empty for the server's own choice
 * @param redirectUri where the user comes back to; null for a loopback address of our own
 * @param pkce whether to use PKCE (RFC 7636)
 * @since 0.1
 */
public record OAuth2AuthorizationCodeAuth(
    URI authorizationUri,
    URI tokenUri,
    String clientId,
    @Nullable Secret clientSecret,
    CredentialPlacement credentialPlacement,
    List<String> scopes,
    @Nullable URI redirectUri,
    boolean pkce)
    implements Auth {
  /**
   * @throws InvalidConnectionException if a field is missing, a URI is not absolute or has a
   *     fragment, or a scope is none
   */
  public OAuth2AuthorizationCodeAuth {
    HttpUri.endpoint("authorizationUri", authorizationUri);
    HttpUri.endpoint("tokenUri", tokenUri);
    Required.text("clientId", clientId);
    if (clientSecret != null) {
      ControlCharacters.refuse("clientSecret", clientSecret);
    }
    Required.present("credentialPlacement", credentialPlacement);
    scopes = Scopes.check("scopes", scopes);
    HttpUri.redirect("redirectUri", redirectUri);
  }

  @Override
  public AuthType type() {
    return AuthType.OAUTH2_AUTHORIZATION_CODE;
  }
}
