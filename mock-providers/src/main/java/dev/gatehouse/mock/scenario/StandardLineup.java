package dev.gatehouse.mock.scenario;

import dev.gatehouse.connection.AuthType;
import dev.gatehouse.connection.BasicAuth;
import dev.gatehouse.connection.CredentialPlacement;
import dev.gatehouse.connection.CustomAuth;
import dev.gatehouse.connection.HeaderAuth;
import dev.gatehouse.connection.NamedSecret;
import dev.gatehouse.connection.NoneAuth;
import dev.gatehouse.connection.OAuth2ClientCredentialsAuth;
import dev.gatehouse.connection.QueryParamsAuth;
import dev.gatehouse.connection.Secret;
import dev.gatehouse.mock.gate.BasicGate;
import dev.gatehouse.mock.gate.BearerGate;
import dev.gatehouse.mock.gate.CustomGate;
import dev.gatehouse.mock.gate.HeaderGate;
import dev.gatehouse.mock.gate.OpenGate;
import dev.gatehouse.mock.gate.QueryParamsGate;
import dev.gatehouse.mock.oauth2.OAuth2Provider;
import dev.gatehouse.mock.oauth2.RegisteredClient;
import java.net.URI;
import java.util.List;

/** One scenario for each auth type supported, in the order of {@code AuthType}. */
record StandardLineup(Credentials credentials) implements Lineup {
  @Override
  public List<Scenario> assemble(Site site) {
    CredentialSource source =
        switch (credentials) {
          case FIXED -> new CredentialSource.Documented();
          case RANDOM -> new CredentialSource.Unguessable();
        };
    return List.of(
        none(site),
        basic(site, source),
        header(site, source),
        queryParams(site, source),
        custom(site, source),
        clientCredentials(site, source));
  }

  private static Scenario none(Site site) {
    return MountedScenario.mount(site, new NoneAuth(), new OpenGate());
  }

  private static Scenario basic(Site site, CredentialSource source) {
    String username = source.name("ada");
    Secret password = Secret.of(source.text("lovelace-1843"));
    return MountedScenario.mount(
        site, new BasicAuth(username, password), BasicGate.of(username, password));
  }

  private static Scenario header(Site site, CredentialSource source) {
    List<NamedSecret> headers =
        List.of(NamedSecret.of("X-Api-Key", source.ascii("header-key-7f3a9c")));
    return MountedScenario.mount(site, new HeaderAuth(headers), new HeaderGate(headers));
  }

  private static Scenario queryParams(Site site, CredentialSource source) {
    List<NamedSecret> parameters =
        List.of(NamedSecret.of("api_key", source.text("query-key-51d2e8")));
    return MountedScenario.mount(
        site, new QueryParamsAuth(parameters), new QueryParamsGate(parameters));
  }

  private static Scenario custom(Site site, CredentialSource source) {
    String username = source.name("grace");
    Secret password = Secret.of(source.text("hopper-1952"));
    List<NamedSecret> headers =
        List.of(NamedSecret.of("X-Tenant-Key", source.ascii("tenant-key-c04b17")));
    List<NamedSecret> parameters =
        List.of(NamedSecret.of("signature", source.text("signature-9e6d20")));
    CustomGate gate =
        new CustomGate(
            List.of(
                BasicGate.of(username, password),
                new HeaderGate(headers),
                new QueryParamsGate(parameters)));
    return MountedScenario.mount(
        site, new CustomAuth(username, password, headers, parameters), gate);
  }

  private static Scenario clientCredentials(Site site, CredentialSource source) {
    URI api = MountedScenario.apiUri(site, AuthType.OAUTH2_CLIENT_CREDENTIALS);
    List<String> scopes = List.of("api:read", "api:write");
    RegisteredClient client =
        RegisteredClient.confidential(
                source.ascii("orders-service"), Secret.of(source.ascii("orders-secret-b82f6a")))
            .grantTypes("client_credentials")
            .scopes(scopes)
            .audience(api.toString())
            .build();
    OAuth2Provider provider =
        OAuth2Provider.builder(site.baseUri().resolve("/oauth2/default"), site.clock())
            .publicAddress(site.publicAddress())
            .client(client)
            .build();
    site.register(provider);
    return MountedScenario.mount(
        site,
        new OAuth2ClientCredentialsAuth(
            provider.tokenUri(),
            client.id(),
            client.secret().orElseThrow(),
            CredentialPlacement.HEADER,
            scopes),
        new BearerGate(provider.accessTokenVerifier(api.toString()), client.scopes()));
  }
}
