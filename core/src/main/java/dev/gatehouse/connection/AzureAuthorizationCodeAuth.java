package dev.gatehouse.connection;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Microsoft Entra ID, authorization code grant.
 *
 * @param tenantId a GUID, a domain name, or {@code common}
 * @param clientId of the app registration
 * @param clientSecret never shown
 * @param endpointVersion 2.0 or 1.0
 * @param scopes to ask for; empty to derive them from the rest
 * @param authorityHost instead of Microsoft's own; null for that
 * @param redirectUri where the user comes back to; null for a loopback address of our own
 * @since 0.1
 */
public record AzureAuthorizationCodeAuth(
    String tenantId,
    String clientId,
    Secret clientSecret,
    EndpointVersion endpointVersion,
    List<String> scopes,
    @Nullable URI authorityHost,
    @Nullable URI redirectUri)
    implements Auth {
  /**
   * @throws InvalidConnectionException if a field is missing or empty, a URI is not absolute, or a
   *     scope is none
   */
  public AzureAuthorizationCodeAuth {
    Required.text("tenantId", tenantId);
    Required.text("clientId", clientId);
    ControlCharacters.refuse("clientSecret", Required.present("clientSecret", clientSecret));
    Required.present("endpointVersion", endpointVersion);
    scopes = Scopes.check("scopes", scopes);
    if (authorityHost != null) {
      HttpUri.base("authorityHost", authorityHost);
    }
    HttpUri.redirect("redirectUri", redirectUri);
  }

  @Override
  public AuthType type() {
    return AuthType.AZURE_AUTHORIZATION_CODE;
  }
}
