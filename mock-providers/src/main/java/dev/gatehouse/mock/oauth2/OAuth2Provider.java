package dev.gatehouse.mock.oauth2;

import dev.gatehouse.mock.exchange.Endpoint;
import dev.gatehouse.mock.exchange.Provider;
import dev.gatehouse.mock.exchange.Reply;
import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.exchange.ServerResponse;
import dev.gatehouse.mock.gate.AccessTokenVerifier;
import java.net.URI;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An OAuth 2.0 authorization server (RFC 6749): a token endpoint, its keys and its metadata.
 *
 * <p>The issuer is fixed when the provider is made, on the server's plain HTTP address. A request
 * over TLS is answered with the same issuer and the same endpoint addresses, as an issuer that
 * changed with the way it is reached would make its own tokens foreign.
 *
 * @since 0.1
 */
public final class OAuth2Provider implements Provider {
  private final Issuer issuer;
  private final InstantSource clock;
  private final SigningKeys keys;
  private final IssuedTokens issued = new IssuedTokens();
  private final Map<String, Endpoint> endpoints = new LinkedHashMap<>();

  private OAuth2Provider(Builder settings) {
    issuer = settings.issuer;
    clock = settings.clock;
    RsaKeyPool pool = RsaKeyPool.ofThisJvm();
    pool.makeAhead();
    keys = new SigningKeys(pool::take);
    ClientRegistry clients = new ClientRegistry(settings.clients);
    AccessTokens tokens = new AccessTokens(issuer, keys, issued, clock);
    endpoints.put(
        issuer.path() + "/token",
        new TokenEndpoint(
            clients,
            settings.authenticationMethods.values().stream().toList(),
            settings.grants,
            tokens));
    endpoints.put(issuer.path() + "/jwks", new ReadOnly(new JwksEndpoint(keys)));
    publish(
        MetadataEndpoint.of(
            issuer,
            settings.grants.keySet(),
            settings.authenticationMethods.keySet(),
            scopes(clients)));
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

  private static Set<String> scopes(ClientRegistry clients) {
    Set<String> scopes = new LinkedHashSet<>();
    clients.all().forEach(client -> scopes.addAll(client.scopes()));
    return scopes;
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

  /** Every token issued so far is refused from now on; clients and keys stay. */
  @Override
  public void reset() {
    issued.reset();
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
    return new JwtAccessTokenVerifier(keys, new AccessTokenClaims(issuer, audience, issued, clock));
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
    private final Map<String, Grant> grants = new LinkedHashMap<>();
    private final Map<String, ClientAuthentication> authenticationMethods = new LinkedHashMap<>();

    private Builder(Issuer issuer, InstantSource clock) {
      this.issuer = issuer;
      this.clock = clock;
      clientAuthentication(new ClientSecretBasic());
      clientAuthentication(new ClientSecretPost());
      grant(new ClientCredentialsGrant());
    }

    /** Registers a client, in place of one with the same id. */
    public Builder client(RegisteredClient client) {
      clients.put(client.id(), client);
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
     *     method that the server does not have; the message names both
     */
    public OAuth2Provider build() {
      for (RegisteredClient client : clients.values()) {
        if (!authenticationMethods.containsKey(client.authenticationMethod())) {
          throw unknown(client, client.authenticationMethod(), authenticationMethods.keySet());
        }
        for (String type : client.grantTypes()) {
          if (!grants.containsKey(type)) {
            throw unknown(client, type, grants.keySet());
          }
        }
      }
      return new OAuth2Provider(this);
    }

    private static IllegalArgumentException unknown(
        RegisteredClient client, String word, Set<String> known) {
      return new IllegalArgumentException(
          "client " + client.id() + " is registered for " + word + "; there are: " + known);
    }
  }
}
