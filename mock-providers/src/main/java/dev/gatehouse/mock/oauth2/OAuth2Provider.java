package dev.gatehouse.mock.oauth2;

import dev.gatehouse.mock.exchange.Endpoint;
import dev.gatehouse.mock.exchange.Provider;
import dev.gatehouse.mock.exchange.Reply;
import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.exchange.ServerResponse;
import dev.gatehouse.mock.exchange.TokenForge;
import dev.gatehouse.mock.gate.AccessTokenVerifier;
import dev.gatehouse.mock.oauth2.internal.access.AccessTokenClaims;
import dev.gatehouse.mock.oauth2.internal.access.AccessTokens;
import dev.gatehouse.mock.oauth2.internal.access.IssuedAccessTokenVerifier;
import dev.gatehouse.mock.oauth2.internal.answer.ReadOnly;
import dev.gatehouse.mock.oauth2.internal.authorize.AuthorizationEndpoint;
import dev.gatehouse.mock.oauth2.internal.authorize.CodeIssuer;
import dev.gatehouse.mock.oauth2.internal.authorize.Interaction;
import dev.gatehouse.mock.oauth2.internal.authorize.ResponseMode;
import dev.gatehouse.mock.oauth2.internal.client.AuthenticateClient;
import dev.gatehouse.mock.oauth2.internal.client.ClientRegistry;
import dev.gatehouse.mock.oauth2.internal.client.ClientRequests;
import dev.gatehouse.mock.oauth2.internal.client.ClientSecretBasic;
import dev.gatehouse.mock.oauth2.internal.client.ClientSecretPost;
import dev.gatehouse.mock.oauth2.internal.client.PublicClient;
import dev.gatehouse.mock.oauth2.internal.grant.AuthorizationCodeGrant;
import dev.gatehouse.mock.oauth2.internal.grant.ClientCredentialsGrant;
import dev.gatehouse.mock.oauth2.internal.grant.RefreshTokenGrant;
import dev.gatehouse.mock.oauth2.internal.issuer.Issuer;
import dev.gatehouse.mock.oauth2.internal.issuer.Issuers;
import dev.gatehouse.mock.oauth2.internal.key.OwnKeyForge;
import dev.gatehouse.mock.oauth2.internal.key.RsaKeyPool;
import dev.gatehouse.mock.oauth2.internal.key.SigningKeys;
import dev.gatehouse.mock.oauth2.internal.ledger.Ledger;
import dev.gatehouse.mock.oauth2.internal.metadata.JwksEndpoint;
import dev.gatehouse.mock.oauth2.internal.metadata.MetadataEndpoint;
import dev.gatehouse.mock.oauth2.internal.openid.IdTokens;
import dev.gatehouse.mock.oauth2.internal.token.TokenEndpoint;
import dev.gatehouse.mock.oauth2.internal.token.TokenResponses;
import java.net.URI;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An OAuth 2.0 authorization server (RFC 6749) and OpenID provider: its clients and users, its
 * endpoints, its keys and its metadata.
 *
 * <p>The issuer is fixed when the provider is made, on the server's plain HTTP address. A request
 * over TLS is answered with the same issuer and the same endpoint addresses, as an issuer that
 * changed with the way it is reached would make its own tokens foreign.
 *
 * @since 0.1
 */
public final class OAuth2Provider implements Provider {
  private final Issuer issuer;
  private final Issuers issuers;
  private final InstantSource clock;
  private final SigningKeys keys;
  private final Ledger ledger;
  private final ClientRegistry clients;
  private final Map<String, Grant> grants;
  private final Map<String, ClientAuthentication> authenticationMethods;
  private final Map<String, Endpoint> endpoints = new LinkedHashMap<>();
  private final Map<String, String> published = new LinkedHashMap<>();

  private OAuth2Provider(Builder settings) {
    issuer = settings.issuer;
    issuers = new Issuers.Fixed(issuer);
    clock = settings.clock;
    RsaKeyPool pool = RsaKeyPool.ofThisJvm();
    pool.makeAhead();
    keys = new SigningKeys(pool::take);
    ledger = new Ledger(clock);
    clients = new ClientRegistry(settings.clients);
    authenticationMethods = settings.authenticationMethods;
    grants = new LinkedHashMap<>();
    add(new AuthorizationCodeGrant(ledger));
    add(new RefreshTokenGrant(ledger));
    add(new ClientCredentialsGrant());
    grants.putAll(settings.grants);
    requireKnown(settings.clients.values());

    ClientRequests requests =
        new ClientRequests(
            new AuthenticateClient(List.copyOf(authenticationMethods.values()), clients));
    TokenResponses responses =
        new TokenResponses(
            new AccessTokens(keys, ledger, clock), new IdTokens(keys, clock), ledger);
    Interaction interaction =
        new Interaction(settings.users, settings.automaticUser, new CodeIssuer(ledger), clock);
    mount(
        "/authorize",
        "authorization_endpoint",
        new AuthorizationEndpoint(clients, issuers, interaction));
    mount("/token", "token_endpoint", new TokenEndpoint(requests, grants, issuers, responses));
    mount("/jwks", "jwks_uri", new ReadOnly(new JwksEndpoint(keys)));
    publish(new MetadataEndpoint(issuers, published, this::abilities));
  }

  private void add(Grant grant) {
    grants.put(grant.type(), grant);
  }

  private void mount(String path, String name, Endpoint endpoint) {
    endpoints.put(issuer.path() + path, endpoint);
    published.put(name, path);
  }

  /**
   * At the well-known place of RFC 8414, section 3.1, and where clients made for OpenID Connect
   * look (RFC 8414, section 5).
   */
  private void publish(MetadataEndpoint metadata) {
    Endpoint endpoint = new ReadOnly(metadata);
    endpoints.put("/.well-known/oauth-authorization-server" + issuer.path(), endpoint);
    endpoints.put(issuer.path() + "/.well-known/oauth-authorization-server", endpoint);
    endpoints.put(issuer.path() + "/.well-known/openid-configuration", endpoint);
  }

  private Map<String, Object> abilities() {
    Set<String> scopes = new LinkedHashSet<>();
    clients.all().forEach(client -> scopes.addAll(client.scopes()));
    Map<String, Object> abilities = new LinkedHashMap<>();
    abilities.put("response_types_supported", List.of("code"));
    abilities.put("response_modes_supported", ResponseMode.ids());
    abilities.put("grant_types_supported", List.copyOf(grants.keySet()));
    abilities.put(
        "token_endpoint_auth_methods_supported", List.copyOf(authenticationMethods.keySet()));
    abilities.put("scopes_supported", List.copyOf(scopes));
    abilities.put("code_challenge_methods_supported", List.of("S256"));
    abilities.put("authorization_response_iss_parameter_supported", true);
    abilities.put("subject_types_supported", List.of("public"));
    abilities.put("id_token_signing_alg_values_supported", List.copyOf(keys.algorithms()));
    return abilities;
  }

  /** A client that asks for what there is not could never get a token. */
  private void requireKnown(Iterable<RegisteredClient> registered) {
    for (RegisteredClient client : registered) {
      if (!authenticationMethods.containsKey(client.authenticationMethod())) {
        throw unknown(client, client.authenticationMethod(), authenticationMethods.keySet());
      }
      for (String type : client.grantTypes()) {
        if (!grants.containsKey(type)) {
          throw unknown(client, type, grants.keySet());
        }
      }
    }
  }

  private static IllegalArgumentException unknown(
      RegisteredClient client, String word, Set<String> known) {
    return new IllegalArgumentException(
        "client " + client.id() + " is registered for " + word + "; there are: " + known);
  }

  /**
   * An authorization server to be set up.
   *
   * @param issuer absolute, with a path and without a slash at its end, query and fragment: {@code
   *     http://127.0.0.1:PORT/oauth2/default}
   * @param clock tells when tokens are issued and expire
   */
  public static Builder builder(URI issuer, InstantSource clock) {
    return new Builder(Issuer.of(issuer), clock);
  }

  @Override
  public String name() {
    return "oauth2 " + issuer.path();
  }

  @Override
  public Optional<Endpoint> endpoint(String path) {
    Endpoint endpoint = endpoints.get(path);
    if (endpoint == null && path.startsWith(issuer.path() + "/")) {
      endpoint = OAuth2Provider::notFound;
    }
    return Optional.ofNullable(endpoint);
  }

  private static Reply notFound(ServerRequest request) {
    return new Reply(
        ServerResponse.json(404, "{\"error\":\"not_found\"}"),
        "endpoint.refused",
        "the authorization server has no such endpoint; its metadata lists those it has");
  }

  @Override
  public Optional<TokenForge> forge() {
    return Optional.of(new OwnKeyForge(keys));
  }

  /** Every token issued so far is refused from now on; clients and keys stay. */
  @Override
  public void reset() {
    ledger.reset();
  }

  /** Who issues the tokens. */
  public URI issuer() {
    return URI.create(issuer.identifier());
  }

  /** Where users are sent to log in. */
  public URI authorizationUri() {
    return URI.create(issuer.uri("/authorize"));
  }

  /** Where tokens are asked for. */
  public URI tokenUri() {
    return URI.create(issuer.uri("/token"));
  }

  /**
   * Tells whether an access token is this server's and good at an API (RFC 9068, section 4).
   *
   * @param audience the API, as clients are registered for it
   */
  public AccessTokenVerifier accessTokenVerifier(String audience) {
    return new IssuedAccessTokenVerifier(
        keys, ledger, new AccessTokenClaims(issuers, audience, ledger.tokens(), clock));
  }

  /**
   * How an authorization server is set up. It starts with the grants and client authentication
   * methods of the standard.
   *
   * @since 0.1
   */
  public static final class Builder {
    private final Issuer issuer;
    private final InstantSource clock;
    private final Map<String, RegisteredClient> clients = new LinkedHashMap<>();
    private final Map<String, User> users = new LinkedHashMap<>();
    private @Nullable String automaticUser;
    private final Map<String, Grant> grants = new LinkedHashMap<>();
    private final Map<String, ClientAuthentication> authenticationMethods = new LinkedHashMap<>();

    private Builder(Issuer issuer, InstantSource clock) {
      this.issuer = issuer;
      this.clock = clock;
      clientAuthentication(new ClientSecretBasic());
      clientAuthentication(new ClientSecretPost());
      clientAuthentication(new PublicClient());
    }

    /** Registers a client, in place of one with the same id. */
    public Builder client(RegisteredClient client) {
      clients.put(client.id(), client);
      return this;
    }

    /** Registers a user, in place of one with the same user name. */
    public Builder user(User user) {
      users.put(user.username(), user);
      return this;
    }

    /**
     * Has this user, or the one a request's {@code login_hint} names, log in and consent without a
     * page, unless the request asks for a page by {@code prompt}.
     */
    public Builder automaticLogin(String username) {
      automaticUser = username;
      return this;
    }

    /** Adds a grant, in place of one of the same type. */
    public Builder grant(Grant grant) {
      grants.put(grant.type(), grant);
      return this;
    }

    /** Adds a client authentication method, in place of one of the same name. */
    public Builder clientAuthentication(ClientAuthentication authentication) {
      authenticationMethods.put(authentication.method(), authentication);
      return this;
    }

    /**
     * Makes the server.
     *
     * @throws IllegalArgumentException if a client is registered for a grant or an authentication
     *     method that the server does not have (the message names both), or the user to be logged
     *     in without a page is unknown
     */
    public OAuth2Provider build() {
      if (automaticUser != null && !users.containsKey(automaticUser)) {
        throw new IllegalArgumentException(
            "automaticLogin: there is no user " + automaticUser + "; there are: " + users.keySet());
      }
      return new OAuth2Provider(this);
    }
  }
}
