package dev.gatehouse.mock.scenario;

import dev.gatehouse.connection.AuthType;
import dev.gatehouse.connection.CredentialPlacement;
import dev.gatehouse.connection.OAuth2ClientCredentialsAuth;
import dev.gatehouse.connection.Secret;
import dev.gatehouse.mock.gate.BearerGate;
import dev.gatehouse.mock.oauth2.AccessTokenFormat;
import dev.gatehouse.mock.oauth2.Lifetimes;
import dev.gatehouse.mock.oauth2.OAuth2Provider;
import dev.gatehouse.mock.oauth2.RegisteredClient;
import java.time.Duration;
import java.util.List;

/**
 * An {@code oauth2-client-credentials} scenario.
 *
 * @param scopes what the client is registered for and asks for, and the API wants
 * @param placement where the client's id and secret go
 * @param tokenLifetime of access tokens, in whole seconds
 * @param tokenFormat of access tokens
 * @since 0.1
 */
public record ClientCredentialsPlan(
    List<String> scopes,
    CredentialPlacement placement,
    Duration tokenLifetime,
    AccessTokenFormat tokenFormat)
    implements ScenarioPlan {
  /** As in the line-up: two scopes, the Authorization header, an hour, JWTs. */
  public static final ClientCredentialsPlan STANDARD =
      new ClientCredentialsPlan(
          List.of("api:read", "api:write"),
          CredentialPlacement.HEADER,
          Duration.ofHours(1),
          AccessTokenFormat.JWT);

  public ClientCredentialsPlan {
    scopes = List.copyOf(scopes);
  }

  /** The same with these scopes. */
  public ClientCredentialsPlan withScopes(String... names) {
    return new ClientCredentialsPlan(List.of(names), placement, tokenLifetime, tokenFormat);
  }

  /** The same with the client's id and secret elsewhere. */
  public ClientCredentialsPlan withPlacement(CredentialPlacement other) {
    return new ClientCredentialsPlan(scopes, other, tokenLifetime, tokenFormat);
  }

  /** The same with access tokens of this lifetime. */
  public ClientCredentialsPlan withTokenLifetime(Duration lifetime) {
    return new ClientCredentialsPlan(scopes, placement, lifetime, tokenFormat);
  }

  /** The same with access tokens of this format. */
  public ClientCredentialsPlan withTokenFormat(AccessTokenFormat format) {
    return new ClientCredentialsPlan(scopes, placement, tokenLifetime, format);
  }

  @Override
  public AuthType type() {
    return AuthType.OAUTH2_CLIENT_CREDENTIALS;
  }

  @Override
  public Scenario assemble(Site site, Providers providers, String name) {
    CredentialSource source = new CredentialSource.Unguessable();
    return assemble(
        site,
        providers.issuer(),
        name,
        source.ascii("orders-service"),
        Secret.of(source.ascii("orders-secret")));
  }

  Scenario assemble(Site site, OAuth2Provider issuer, String name, String id, Secret secret) {
    String api = MountedScenario.apiUri(site, name).toString();
    RegisteredClient client =
        RegisteredClient.confidential(id, secret)
            .authenticationMethod(Placements.method(placement))
            .grantTypes("client_credentials")
            .scopes(scopes)
            .audience(api)
            .lifetimes(Lifetimes.DEFAULT.withAccessToken(tokenLifetime))
            .accessTokenFormat(tokenFormat)
            .build();
    issuer.register(client);
    return MountedScenario.mount(
        site,
        name,
        new OAuth2ClientCredentialsAuth(issuer.tokenUri(), id, secret, placement, scopes),
        new BearerGate(issuer.accessTokenVerifier(api), client.scopes()));
  }
}
