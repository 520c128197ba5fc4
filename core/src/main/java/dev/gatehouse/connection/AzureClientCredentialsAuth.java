package dev.gatehouse.connection;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Microsoft Entra ID, client credentials grant.
 *
 * @param tenantId a GUID, a domain name, or {@code common}
 * @param clientId of the app registration
 * @param clientSecret never shown
 * @param endpointVersion 2.0 or 1.0
 * @param scopes to ask for; empty to derive them from the rest
 * @param authorityHost instead of Microsoft's own; null for that
 * @since 0.1
 */
public record AzureClientCredentialsAuth(
    String tenantId,
    String clientId,
    Secret clientSecret,
    EndpointVersion endpointVersion,
    List<String> scopes,
    @Nullable URI authorityHost)
    implements Auth {
  /**
   * @throws InvalidConnectionException if a field is missing or empty, the authority host is not an
   *     absolute HTTP URI, or a scope is none
   */
  public AzureClientCredentialsAuth {
    Required.text("tenantId", tenantId);
    Required.text("clientId", clientId);
    ControlCharacters.refuse("clientSecret", Required.present("clientSecret", clientSecret));
    Required.present("endpointVersion", endpointVersion);
    scopes = Scopes.check("scopes", scopes);
    if (authorityHost != null) {
      HttpUri.base("authorityHost", authorityHost);
    }
  }

  @Override
  public AuthType type() {
    return AuthType.AZURE_CLIENT_CREDENTIALS;
  }
}
