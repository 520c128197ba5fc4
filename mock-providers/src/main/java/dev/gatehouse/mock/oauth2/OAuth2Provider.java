package dev.gatehouse.mock.oauth2;

import dev.gatehouse.mock.exchange.Endpoint;
import dev.gatehouse.mock.exchange.KeyHolder;
import dev.gatehouse.mock.exchange.Provider;
import dev.gatehouse.mock.exchange.PublicAddress;
import dev.gatehouse.mock.exchange.TokenForge;
import dev.gatehouse.mock.gate.AccessTokenVerifier;
import dev.gatehouse.mock.jose.internal.key.OwnKeyForge;
import dev.gatehouse.mock.jose.internal.key.SigningAlgorithm;
import dev.gatehouse.mock.oauth2.internal.endpoint.EndpointTable;
import dev.gatehouse.mock.oauth2.internal.issuer.Issuer;
import dev.gatehouse.mock.oauth2.internal.metadata.JwksEndpoint;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
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
 * <p>The issuer is fixed when the provider is made, on the server's plain HTTP address or the
 * public address it was told. A request over TLS is answered with the same issuer and the same
 * endpoint addresses, as an issuer that changed with the way it is reached would make its own
 * tokens foreign. Only hosts that are named are followed; tokens are good by whichever of their
 * names they were issued.
 *
 * @since 0.1
 */
public final class OAuth2Provider implements Provider, KeyHolder {
  private final Issuer issuer;
  private final ServerParts parts;
  private final EndpointTable endpoints;

  private OAuth2Provider(Builder settings) {
    issuer = settings.issuer;
    parts = new ServerParts(settings);
    String prefix = settings.publicAddress == null ? "" : settings.publicAddress.usualPath();
    endpoints = new EndpointTable(issuer.path(), prefix);
    new ServerEndpoints(parts).addTo(endpoints);
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
    return endpoints.find(path);
  }

  @Override
  public Optional<TokenForge> forge() {
    return Optional.of(new OwnKeyForge(parts.keys));
  }

  /**
   * Every token issued so far is refused from now on, everybody is logged out and has consented to
   * nothing; clients, users and keys stay, but for the clients that registered themselves.
   */
  @Override
  public void reset() {
    parts.reset();
  }

  /** Where a client proves itself by a certificate, or has its tokens bound to one. */
  @Override
  public boolean wantsClientCertificates() {
    return parts.wantsClientCertificates();
  }

  /**
   * Lets a device have all it asks for, as if the user had entered its code on the page.
   *
   * @param userCode as the device shows it; case and dashes do not matter
   * @param username of the user it will act for
   * @throws IllegalArgumentException if no device waits with this code, or there is no such user
   */
  public void approveDevice(String userCode, String username) {
    parts.devices.approve(userCode, username);
  }

  /**
   * Lets a device have nothing, as if a user had denied it on the page.
   *
   * @param userCode as the device shows it; case and dashes do not matter
   * @throws IllegalArgumentException if no device waits with this code
   */
  public void denyDevice(String userCode) {
    parts.devices.deny(userCode);
  }

  /**
   * Registers a client, in place of one with the same id.
   *
   * @throws IllegalArgumentException if it is registered for a grant or an authentication method
   *     that the server does not have; the message names both
   */
  public void register(RegisteredClient client) {
    parts.register(client);
  }

  /** Registers a user, in place of one with the same user name. */
  public void register(User user) {
    parts.people.users().put(user);
  }

  /**
   * The user who is logged in without a page.
   *
   * @throws IllegalStateException if there is none
   */
  public User automaticUser() {
    return parts
        .people
        .automaticUser()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "issuer " + issuer.path() + " logs nobody in without a page"));
  }

  /**
   * Signs by new keys from now on, as every provider does now and then. The keys so far are
   * published and verify until the last token they signed has expired, as no good token may become
   * a bad one by it.
   */
  @Override
  public void rotateKeys() {
    rotateKeys(parts.clients.longestTokenLifetime());
  }

  /**
   * Signs by new keys from now on.
   *
   * @param overlap how long the keys so far are still published and verify, by the server's clock.
   *     {@link Duration#ZERO} withdraws them at once, as after a theft: their tokens are refused as
   *     signed by an unknown key
   * @throws IllegalArgumentException if it is negative
   */
  @Override
  public void rotateKeys(Duration overlap) {
    if (overlap.isNegative()) {
      throw new IllegalArgumentException("overlap: must not be negative, but is " + overlap);
    }
    parts.keys.rotate(overlap);
  }

  /** Who issues the tokens, as they say unless a request came by a host that is followed. */
  @Override
  public URI issuer() {
    return URI.create(parts.issuers.usual().identifier());
  }

  /** The keys that verify its tokens, as it publishes them now (RFC 7517, section 5). */
  public String jwks() {
    return JwksEndpoint.json(parts.keys);
  }

  /** Where users are sent to log in; as those below, on the server's own address. */
  public URI authorizationUri() {
    return URI.create(issuer.uri("/authorize"));
  }

  /** Where tokens are asked for. */
  public URI tokenUri() {
    return URI.create(issuer.uri("/token"));
  }

  /** Where clients send authorization requests ahead (RFC 9126). */
  public URI pushedRequestUri() {
    return URI.create(issuer.uri("/par"));
  }

  /** Where tokens are asked about (RFC 7662). */
  public URI introspectionUri() {
    return URI.create(issuer.uri("/introspect"));
  }

  /** Where tokens are given back (RFC 7009). */
  public URI revocationUri() {
    return URI.create(issuer.uri("/revoke"));
  }

  /** Where clients learn about the user (OpenID Connect Core, section 5.3). */
  public URI userinfoUri() {
    return URI.create(issuer.uri("/userinfo"));
  }

  /**
   * Tells whether an access token is this server's and good at an API (RFC 9068, section 4), and
   * whether who sends one that is bound to a key holds that key (RFC 9449, section 7).
   *
   * @param audience the API, as clients are registered for it
   */
  public AccessTokenVerifier accessTokenVerifier(String audience) {
    return parts.verifier(audience);
  }

  /**
   * How an authorization server is set up. It starts with the grants and client authentication
   * methods of the standard.
   *
   * @since 0.1
   */
  public static final class Builder {
    final Issuer issuer;
    final InstantSource clock;
    final Map<String, RegisteredClient> clients = new LinkedHashMap<>();
    final Map<String, User> users = new LinkedHashMap<>();
    @Nullable String automaticUser;
    boolean listUsers;
    List<String> acrValues = List.of("0");
    Duration devicePollingInterval = Duration.ofSeconds(5);
    boolean pushedOnly;
    @Nullable PublicAddress publicAddress;
    final Set<String> allowedOrigins = new LinkedHashSet<>();
    @Nullable DynamicRegistration registration;
    final Map<String, Grant> grants = new LinkedHashMap<>();
    final Map<String, ClientAuthentication> authenticationMethods = new LinkedHashMap<>();
    boolean passwordGrant;
    final Map<String, TrustedIssuer> trustedIssuers = new LinkedHashMap<>();
    final List<AccessTokenCustomizer> accessTokenClaims = new ArrayList<>();
    final Set<String> signingAlgorithms = new LinkedHashSet<>();
    List<X509Certificate> authorities = List.of();
    @Nullable Duration noncePeriod;

    private Builder(Issuer issuer, InstantSource clock) {
      this.issuer = issuer;
      this.clock = clock;
      signingAlgorithms("RS256"); // OpenID Connect Discovery, section 3: it must be there
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
     * page, unless the request asks for a page by {@code prompt}. A hint that names nobody is
     * refused ({@code login_required}).
     */
    public Builder automaticLogin(String username) {
      automaticUser = username;
      return this;
    }

    /** Has the log-in page tell the user names there are, for people who try things out. */
    public Builder listUsers() {
      listUsers = true;
      return this;
    }

    /**
     * Takes authorization requests only that clients have sent ahead (RFC 9126, section 5). A
     * single client can be told so by its own settings.
     */
    public Builder requirePushedRequests(boolean required) {
      pushedOnly = required;
      return this;
    }

    /**
     * How strongly users can log in, as {@code acr} of ID tokens says it: a request asks for one of
     * these by {@code acr_values} or the claim {@code acr}, and any other is not to be had.
     *
     * @param values at least one; the first is that of a log-in of which nothing is asked, by
     *     default {@code 0}
     * @throws IllegalArgumentException if there is none, or one is empty or has a space
     */
    public Builder acrValues(String... values) {
      if (values.length == 0
          || Arrays.stream(values).anyMatch(value -> value.isEmpty() || value.contains(" "))) {
        throw new IllegalArgumentException(
            "acrValues: name at least one, each not empty and without spaces");
      }
      acrValues = List.of(values);
      return this;
    }

    /**
     * Has the issuer, and every address in what the server says, follow the address that others
     * reach it by, in place of that of the issuer it was made with, whose path it keeps.
     */
    public Builder publicAddress(PublicAddress address) {
      publicAddress = address;
      return this;
    }

    /**
     * How long a device has to wait between two questions (RFC 8628, section 3.2), by default 5
     * seconds.
     *
     * @param interval in whole seconds; none lets it ask as often as it wants
     * @throws IllegalArgumentException if it is negative, or not of whole seconds
     */
    public Builder devicePollingInterval(Duration interval) {
      if (interval.isNegative() || !interval.equals(interval.truncatedTo(ChronoUnit.SECONDS))) {
        throw new IllegalArgumentException(
            "devicePollingInterval: must be whole seconds from 0, not " + interval);
      }
      devicePollingInterval = interval;
      return this;
    }

    /**
     * Lets pages of more origins call the endpoints that browsers call: the token, userinfo,
     * revocation and pushed request endpoints. Pages of the origins that clients have redirect URIs
     * at may anyway; keys and metadata anybody may read.
     *
     * @param origins as browsers send them, for example {@code https://app.example:8443}; {@code *}
     *     for all there are, {@code null} for pages without one
     * @throws IllegalArgumentException if one is no origin, such as one with a slash at its end,
     *     which no browser sends
     */
    public Builder allowedOrigins(String... origins) {
      for (String origin : origins) {
        if (!origin.matches("\\*|null|[a-z][a-z0-9+.-]*://[^/?#@\\s]+")) {
          throw new IllegalArgumentException(
              "allowedOrigins: must be an origin as browsers send it, such as"
                  + " https://app.example:8443, or *, not: "
                  + origin);
        }
      }
      allowedOrigins.addAll(List.of(origins));
      return this;
    }

    /** Lets clients register themselves (RFC 7591); without it, none can. */
    public Builder dynamicRegistration(DynamicRegistration how) {
      registration = how;
      return this;
    }

    /**
     * Adds the grant by which a client shows the user's password (RFC 6749, section 4.3). It is off
     * otherwise, as RFC 9700, section 2.4 forbids it.
     */
    public Builder passwordGrant() {
      passwordGrant = true;
      return this;
    }

    /**
     * Has clients change JWTs of this issuer for access tokens (RFC 7523, section 2.1), in place of
     * what was said of it before. The grant is there once an issuer is trusted.
     */
    public Builder trust(TrustedIssuer trusted) {
      trustedIssuers.put(trusted.identifier(), trusted);
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
     * Adds claims to the access tokens of every client, after those of the client itself; where two
     * add the same, the later one counts.
     */
    public Builder accessTokenClaims(AccessTokenCustomizer claims) {
      accessTokenClaims.add(claims);
      return this;
    }

    /**
     * The authorities that vouch for the certificates of {@code tls_client_auth}, in place of
     * Gatehouse's own.
     */
    public Builder clientCertificateAuthorities(X509Certificate... certificates) {
      authorities = List.of(certificates);
      return this;
    }

    /**
     * Has keys for these JWS algorithms, beside RS256 and those its clients are registered for.
     *
     * @param algorithms of RS256, PS256, ES256 and EdDSA
     * @throws IllegalArgumentException if there is another among them
     */
    public Builder signingAlgorithms(String... algorithms) {
      for (String algorithm : algorithms) {
        signingAlgorithms.add(
            SigningAlgorithm.of(algorithm)
                .map(SigningAlgorithm::id)
                .orElseThrow(
                    () ->
                        new IllegalArgumentException(
                            "signingAlgorithms: there is no "
                                + algorithm
                                + "; there are: "
                                + String.join(", ", SigningAlgorithm.ids()))));
      }
      return this;
    }

    /**
     * Demands the server's nonce in each DPoP proof, at the token endpoint and at APIs (RFC 9449,
     * sections 8 and 9). The age of a proof is then told by its nonce, and not by the client's
     * clock.
     *
     * @param period how long until there is a new one; the one before stays good as long again
     * @throws IllegalArgumentException if it is shorter than a second
     */
    public Builder dpopNonces(Duration period) {
      if (period.toSeconds() < 1) {
        throw new IllegalArgumentException("dpopNonces: must be at least a second, not " + period);
      }
      noncePeriod = period;
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
