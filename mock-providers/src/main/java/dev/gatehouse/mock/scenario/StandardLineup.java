package dev.gatehouse.mock.scenario;

import dev.gatehouse.connection.AuthType;
import dev.gatehouse.connection.BasicAuth;
import dev.gatehouse.connection.CustomAuth;
import dev.gatehouse.connection.HeaderAuth;
import dev.gatehouse.connection.NamedSecret;
import dev.gatehouse.connection.NoneAuth;
import dev.gatehouse.connection.QueryParamsAuth;
import dev.gatehouse.connection.Secret;
import dev.gatehouse.mock.gate.BasicGate;
import dev.gatehouse.mock.gate.CustomGate;
import dev.gatehouse.mock.gate.HeaderGate;
import dev.gatehouse.mock.gate.OpenGate;
import dev.gatehouse.mock.gate.QueryParamsGate;
import dev.gatehouse.mock.oauth2.OAuth2Provider;
import dev.gatehouse.mock.oauth2.User;
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
    User user = user(source);
    OAuth2Provider issuer = issuer(site, user);
    site.register(issuer);
    AwsCloud aws = new AwsCloud(site.clock());
    site.register(aws);
    return List.of(
        none(site),
        basic(site, source),
        header(site, source),
        queryParams(site, source),
        custom(site, source),
        NtlmPlan.STANDARD.assemble(site, AuthType.NTLM.id(), source),
        authorizationCode(site, source, issuer, user),
        clientCredentials(site, source, issuer),
        AccessKeyPlan.STANDARD.assemble(site, aws, AuthType.AWS_ACCESS_KEY.id(), source),
        IamRolePlan.STANDARD.assemble(site, aws, AuthType.AWS_IAM_ROLE.id(), source));
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

  /** Its user is logged in without a page, so that nobody is needed to try it. */
  private OAuth2Provider issuer(Site site, User user) {
    OAuth2Provider.Builder builder =
        OAuth2Provider.builder(site.baseUri().resolve("/oauth2/default"), site.clock())
            .publicAddress(site.publicAddress())
            .user(user)
            .automaticLogin(user.username());
    if (credentials == Credentials.FIXED) {
      builder.listUsers();
    }
    return builder.build();
  }

  private static User user(CredentialSource source) {
    return User.of(source.name("ada"), Secret.of(source.text("lovelace-1843")))
        .withClaim("name", "Ada Lovelace")
        .withClaim("given_name", "Ada")
        .withClaim("family_name", "Lovelace")
        .withClaim("email", "ada@example.org")
        .withClaim("email_verified", true);
  }

  private static Scenario authorizationCode(
      Site site, CredentialSource source, OAuth2Provider issuer, User user) {
    return AuthorizationCodePlan.STANDARD.assemble(
        site,
        issuer,
        AuthType.OAUTH2_AUTHORIZATION_CODE.id(),
        source.ascii("orders-web"),
        Secret.of(source.ascii("orders-web-secret-5d1c0e")),
        user);
  }

  private static Scenario clientCredentials(
      Site site, CredentialSource source, OAuth2Provider issuer) {
    return ClientCredentialsPlan.STANDARD.assemble(
        site,
        issuer,
        AuthType.OAUTH2_CLIENT_CREDENTIALS.id(),
        source.ascii("orders-service"),
        Secret.of(source.ascii("orders-secret-b82f6a")));
  }
}
