package dev.gatehouse.mock.scenario;

import dev.gatehouse.connection.AuthType;
import dev.gatehouse.connection.CredentialPlacement;
import dev.gatehouse.connection.OAuth2AuthorizationCodeAuth;
import dev.gatehouse.connection.Secret;
import dev.gatehouse.mock.gate.BearerGate;
import dev.gatehouse.mock.oauth2.Lifetimes;
import dev.gatehouse.mock.oauth2.OAuth2Provider;
import dev.gatehouse.mock.oauth2.RegisteredClient;
import dev.gatehouse.mock.oauth2.User;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * An {@code oauth2-authorization-code} scenario. Its user is logged in and consents without a page,
 * unless the client asks for one by {@code prompt}.
 *
 * @param scopes what the client is registered for and asks for; without {@code openid} there is no
 *     ID token
 * @param username of the user who logs in; {@code USER} stands for the one of the line-up
 * @param placement where the client's id and secret go
 * @param publicClient whether the client has no secret
 * @param lifetimes of what it gets
 * @since 0.1
 */
public record AuthorizationCodePlan(
    List<String> scopes,
    String username,
    CredentialPlacement placement,
    boolean publicClient,
    Lifetimes lifetimes)
    implements ScenarioPlan {
  /** The user of the line-up. */
  public static final String USER = "";

  /** Where native applications are sent back to, on any port (RFC 8252, section 7.3). */
  private static final String LOOPBACK = "http://127.0.0.1/callback";

  /** As in the line-up: OpenID Connect and two scopes, the line-up's user, the header. */
  public static final AuthorizationCodePlan STANDARD =
      new AuthorizationCodePlan(
          List.of("openid", "api:read", "api:write"),
          USER,
          CredentialPlacement.HEADER,
          false,
          Lifetimes.DEFAULT);

  public AuthorizationCodePlan {
    scopes = List.copyOf(scopes);
  }

  /** The same with these scopes. */
  public AuthorizationCodePlan withScopes(String... names) {
    return new AuthorizationCodePlan(List.of(names), username, placement, publicClient, lifetimes);
  }

  /** The same with a user of this name. */
  public AuthorizationCodePlan withUser(String name) {
    return new AuthorizationCodePlan(scopes, name, placement, publicClient, lifetimes);
  }

  /** The same with the client's id and secret elsewhere. */
  public AuthorizationCodePlan withPlacement(CredentialPlacement other) {
    return new AuthorizationCodePlan(scopes, username, other, publicClient, lifetimes);
  }

  /** The same with a client that has no secret. */
  public AuthorizationCodePlan withPublicClient() {
    return new AuthorizationCodePlan(scopes, username, placement, true, lifetimes);
  }

  /** The same with these lifetimes. */
  public AuthorizationCodePlan withLifetimes(Lifetimes others) {
    return new AuthorizationCodePlan(scopes, username, placement, publicClient, others);
  }

  /** The same with access tokens of this lifetime. */
  public AuthorizationCodePlan withTokenLifetime(Duration lifetime) {
    return withLifetimes(lifetimes.withAccessToken(lifetime));
  }

  @Override
  public AuthType type() {
    return AuthType.OAUTH2_AUTHORIZATION_CODE;
  }

  @Override
  public Scenario assemble(Site site, Providers providers, String name) {
    OAuth2Provider issuer = providers.issuer();
    CredentialSource source = new CredentialSource.Unguessable();
    String id = source.ascii("orders-web");
    Secret secret = Secret.of(source.ascii("orders-web-secret"));
    if (username.equals(USER)) {
      return assemble(site, issuer, name, id, secret, issuer.automaticUser());
    }
    User user = User.of(username, Secret.of(source.text("password")));
    issuer.register(user);
    return assemble(site, issuer, name, id, secret, user);
  }

  Scenario assemble(
      Site site, OAuth2Provider issuer, String name, String id, Secret secret, User user) {
    String api = MountedScenario.apiUri(site, name).toString();
    RegisteredClient.Builder client =
        publicClient
            ? RegisteredClient.publicClient(id)
            : RegisteredClient.confidential(id, secret)
                .authenticationMethod(Placements.method(placement));
    issuer.register(
        client
            .grantTypes("authorization_code", "refresh_token")
            .scopes(scopes)
            .audience(api)
            .redirectUris(LOOPBACK)
            .lifetimes(lifetimes)
            .build());
    List<String> wanted = scopes.stream().filter(scope -> !scope.equals("openid")).toList();
    return MountedScenario.mount(
        site,
        name,
        new OAuth2AuthorizationCodeAuth(
            URI.create(issuer.authorizationUri() + hint(user, issuer)),
            issuer.tokenUri(),
            id,
            publicClient ? null : secret,
            publicClient ? CredentialPlacement.BODY : placement,
            scopes,
            null,
            true),
        new BearerGate(issuer.accessTokenVerifier(api), Set.copyOf(wanted)),
        user);
  }

  /** Tells the server whom to log in, if it is another than it would. */
  private static String hint(User user, OAuth2Provider issuer) {
    return issuer.automaticUser().username().equals(user.username())
        ? ""
        : "?login_hint=" + URLEncoder.encode(user.username(), StandardCharsets.UTF_8);
  }
}
