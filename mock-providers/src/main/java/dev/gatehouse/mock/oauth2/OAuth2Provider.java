package dev.gatehouse.mock.oauth2;

import dev.gatehouse.mock.exchange.Endpoint;
import dev.gatehouse.mock.exchange.KeyHolder;
import dev.gatehouse.mock.exchange.Provider;
import dev.gatehouse.mock.exchange.PublicAddress;
import dev.gatehouse.mock.exchange.Reply;
import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.exchange.ServerResponse;
import dev.gatehouse.mock.exchange.TokenForge;
import dev.gatehouse.mock.gate.AccessTokenVerifier;
import dev.gatehouse.mock.gate.BearerGate;
import dev.gatehouse.mock.oauth2.internal.access.AccessTokenClaims;
import dev.gatehouse.mock.oauth2.internal.access.AccessTokens;
import dev.gatehouse.mock.oauth2.internal.access.BoundTokenVerifier;
import dev.gatehouse.mock.oauth2.internal.access.IssuedAccessTokenVerifier;
import dev.gatehouse.mock.oauth2.internal.answer.ReadOnly;
import dev.gatehouse.mock.oauth2.internal.assertion.AssertionRules;
import dev.gatehouse.mock.oauth2.internal.assertion.SignedAssertion;
import dev.gatehouse.mock.oauth2.internal.authorize.AuthorizationEndpoint;
import dev.gatehouse.mock.oauth2.internal.authorize.CodeIssuer;
import dev.gatehouse.mock.oauth2.internal.authorize.CountingParameters;
import dev.gatehouse.mock.oauth2.internal.authorize.PushedRequestEndpoint;
import dev.gatehouse.mock.oauth2.internal.authorize.PushedRequests;
import dev.gatehouse.mock.oauth2.internal.authorize.ResponseMode;
import dev.gatehouse.mock.oauth2.internal.authorize.SettleRequest;
import dev.gatehouse.mock.oauth2.internal.bearer.JwtBearerGrant;
import dev.gatehouse.mock.oauth2.internal.certificate.CertificateAuthentication;
import dev.gatehouse.mock.oauth2.internal.client.AuthenticateClient;
import dev.gatehouse.mock.oauth2.internal.client.ClientRegistry;
import dev.gatehouse.mock.oauth2.internal.client.ClientRequests;
import dev.gatehouse.mock.oauth2.internal.client.ClientSecretBasic;
import dev.gatehouse.mock.oauth2.internal.client.ClientSecretPost;
import dev.gatehouse.mock.oauth2.internal.client.ClientSignature;
import dev.gatehouse.mock.oauth2.internal.client.PublicClient;
import dev.gatehouse.mock.oauth2.internal.cors.Origins;
import dev.gatehouse.mock.oauth2.internal.cors.SharedAcrossOrigins;
import dev.gatehouse.mock.oauth2.internal.device.DeviceFlow;
import dev.gatehouse.mock.oauth2.internal.dpop.DpopNonces;
import dev.gatehouse.mock.oauth2.internal.dpop.DpopProofs;
import dev.gatehouse.mock.oauth2.internal.exchange.TokenExchangeGrant;
import dev.gatehouse.mock.oauth2.internal.grant.AuthorizationCodeGrant;
import dev.gatehouse.mock.oauth2.internal.grant.ClientCredentialsGrant;
import dev.gatehouse.mock.oauth2.internal.grant.PasswordGrant;
import dev.gatehouse.mock.oauth2.internal.grant.RefreshTokenGrant;
import dev.gatehouse.mock.oauth2.internal.introspect.DescribeToken;
import dev.gatehouse.mock.oauth2.internal.introspect.IntrospectionEndpoint;
import dev.gatehouse.mock.oauth2.internal.issuer.Issuer;
import dev.gatehouse.mock.oauth2.internal.issuer.Issuers;
import dev.gatehouse.mock.oauth2.internal.issuer.PublicIssuers;
import dev.gatehouse.mock.oauth2.internal.key.OwnKeyForge;
import dev.gatehouse.mock.oauth2.internal.key.SecretSigner;
import dev.gatehouse.mock.oauth2.internal.key.SigningAlgorithm;
import dev.gatehouse.mock.oauth2.internal.key.SigningKeys;
import dev.gatehouse.mock.oauth2.internal.ledger.Ledger;
import dev.gatehouse.mock.oauth2.internal.login.Expected;
import dev.gatehouse.mock.oauth2.internal.login.People;
import dev.gatehouse.mock.oauth2.internal.login.Prompt;
import dev.gatehouse.mock.oauth2.internal.login.Strengths;
import dev.gatehouse.mock.oauth2.internal.login.Users;
import dev.gatehouse.mock.oauth2.internal.logout.EndSessionEndpoint;
import dev.gatehouse.mock.oauth2.internal.lookup.FindToken;
import dev.gatehouse.mock.oauth2.internal.metadata.JwksEndpoint;
import dev.gatehouse.mock.oauth2.internal.metadata.MetadataEndpoint;
import dev.gatehouse.mock.oauth2.internal.openid.IdTokenHints;
import dev.gatehouse.mock.oauth2.internal.openid.IdTokens;
import dev.gatehouse.mock.oauth2.internal.openid.KnownClaims;
import dev.gatehouse.mock.oauth2.internal.openid.UserTokenVerifier;
import dev.gatehouse.mock.oauth2.internal.openid.UserinfoEndpoint;
import dev.gatehouse.mock.oauth2.internal.registration.Registration;
import dev.gatehouse.mock.oauth2.internal.registration.RegistrationEndpoint;
import dev.gatehouse.mock.oauth2.internal.requestobject.RequestObjects;
import dev.gatehouse.mock.oauth2.internal.revoke.RevocationEndpoint;
import dev.gatehouse.mock.oauth2.internal.token.BindTokens;
import dev.gatehouse.mock.oauth2.internal.token.TokenEndpoint;
import dev.gatehouse.mock.oauth2.internal.token.TokenResponses;
import dev.gatehouse.mock.tls.CertificateAuthority;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
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
  private final Issuers issuers;
  private final String prefix;
  private final InstantSource clock;
  private final SigningKeys keys;
  private final Ledger ledger;
  private final ClientRegistry clients;
  private final People people;
  private final Strengths strengths;
  private final DeviceFlow devices;
  private final EndSessionEndpoint endSession;
  private final Users users;
  private final Optional<String> automaticUser;
  private final boolean pushedOnly;
  private final Origins origins;
  private final Map<String, Grant> grants;
  private final Map<String, ClientAuthentication> authenticationMethods;
  private final Optional<Registration> registration;
  private final DpopProofs proofs;
  private final DpopProofs apiProofs;
  private final Map<String, Endpoint> endpoints = new LinkedHashMap<>();
  private final Map<String, String> published = new LinkedHashMap<>();

  private OAuth2Provider(Builder settings) {
    issuer = settings.issuer;
    issuers =
        settings.publicAddress == null
            ? new Issuers.Fixed(issuer)
            : new PublicIssuers(settings.publicAddress, issuer.path());
    prefix = settings.publicAddress == null ? "" : settings.publicAddress.usualPath();
    clock = settings.clock;
    keys = new SigningKeys(clock);
    settings.signingAlgorithms().forEach(keys::want);
    ledger = new Ledger(clock);
    clients = new ClientRegistry(settings.clients);
    users = new Users(settings.users);
    automaticUser = Optional.ofNullable(settings.automaticUser);
    pushedOnly = settings.pushedOnly;
    origins =
        settings.allowedOrigins.contains("*")
            ? new Origins.Any()
            : new Origins.OfClients(clients, Set.copyOf(settings.allowedOrigins));
    strengths = new Strengths(settings.acrValues);
    people =
        new People(users, strengths, settings.automaticUser, settings.listUsers, issuers, clock);
    devices = new DeviceFlow(ledger, people, settings.devicePollingInterval, clock);
    proofs = new DpopProofs(ledger.proofs(), settings.nonces(), this::published, clock);
    apiProofs =
        new DpopProofs(
            ledger.proofs(),
            settings.nonces(),
            request -> Optional.ofNullable(settings.publicAddress).map(a -> a.uri(request)),
            clock);
    AccessTokenVerifier anywhere = verifier(null);
    FindToken tokens = new FindToken(anywhere, ledger);
    AssertionRules assertions = new AssertionRules(issuers, ledger.assertions(), clock);
    authenticationMethods = new LinkedHashMap<>();
    add(new ClientSecretBasic());
    add(new ClientSecretPost());
    add(SignedAssertion.bySecret(assertions));
    add(SignedAssertion.byKey(assertions));
    add(new PublicClient());
    add(CertificateAuthentication.ofAnAuthority(settings::authorities, clock));
    add(CertificateAuthentication.selfSigned(clock));
    authenticationMethods.putAll(settings.authenticationMethods);
    grants = new LinkedHashMap<>();
    add(new AuthorizationCodeGrant(ledger));
    add(new RefreshTokenGrant(ledger));
    add(new ClientCredentialsGrant());
    add(devices.grant());
    if (!settings.trustedIssuers.isEmpty()) {
      add(
          new JwtBearerGrant(
              settings.trustedIssuers, people.users(), issuers, ledger.grantAssertions(), clock));
    }
    add(new TokenExchangeGrant(tokens, ledger.userAuthorizations()));
    if (settings.passwordGrant) {
      add(
          new PasswordGrant(
              people.users(), user -> people.interaction().newLogin(user, Expected.ANYTHING)));
    }
    grants.putAll(settings.grants);
    requireKnown(settings.clients.values());

    ClientRequests requests =
        new ClientRequests(
            new AuthenticateClient(List.copyOf(authenticationMethods.values()), clients));
    TokenResponses responses =
        new TokenResponses(
            new AccessTokens(keys, ledger, clock, settings.accessTokenClaims),
            new IdTokens(keys, clock),
            ledger);
    people.pages().forEach(this::mountPage);
    IdTokenHints hints = new IdTokenHints(keys, issuers, clients);
    PushedRequests pushed = new PushedRequests(ledger.pushedRequests());
    CountingParameters counting =
        new CountingParameters(pushed, new RequestObjects(clock), issuers);
    SettleRequest rules = new SettleRequest(issuers, pushedOnly);
    mount(
        "/authorize",
        "authorization_endpoint",
        new AuthorizationEndpoint(
            clients, counting, rules, hints, people.interaction(), new CodeIssuer(ledger)));
    mount(
        "/par",
        "pushed_authorization_request_endpoint",
        shared(new PushedRequestEndpoint(requests, counting, rules, pushed, proofs), "POST"));
    mount(
        "/device_authorization",
        "device_authorization_endpoint",
        devices.authorization(requests, issuers));
    mountPage(DeviceFlow.PAGE, devices.page());
    endSession = new EndSessionEndpoint(people.browsers(), hints, clients, clock);
    mount("/end_session", "end_session_endpoint", endSession);
    mountPage("/logout", endSession.form());
    mount(
        "/token",
        "token_endpoint",
        shared(
            new TokenEndpoint(requests, grants, issuers, new BindTokens(proofs), responses),
            "POST"));
    mount("/jwks", "jwks_uri", readByAll(new JwksEndpoint(keys)));
    mount(
        "/introspect",
        "introspection_endpoint",
        new IntrospectionEndpoint(requests, tokens, new DescribeToken(ledger), issuers));
    mount(
        "/revoke",
        "revocation_endpoint",
        shared(new RevocationEndpoint(requests, tokens, ledger.tokens()), "POST"));
    mount(
        "/userinfo",
        "userinfo_endpoint",
        shared(
            new UserinfoEndpoint(
                new BearerGate(
                    new UserTokenVerifier(anywhere, ledger.userAuthorizations()), Set.of("openid")),
                ledger.userAuthorizations()),
            "GET, HEAD, POST"));
    registration =
        Optional.ofNullable(settings.registration)
            .map(
                how ->
                    new Registration(
                        how,
                        clients,
                        ledger.tokens(),
                        issuers,
                        clock,
                        grants.keySet(),
                        authenticationMethods.keySet(),
                        keys::algorithms));
    registration.ifPresent(
        dynamic -> mount(RegistrationEndpoint.PATH, "registration_endpoint", dynamic.endpoint()));
    publish(new MetadataEndpoint(issuers, published, this::abilities));
  }

  /** As the metadata calls the endpoint that a request is for. */
  private Optional<String> published(ServerRequest request) {
    Issuer asked = issuers.of(request);
    return asked.endpoint(request.path()).map(asked::uri);
  }

  private void add(Grant grant) {
    grants.put(grant.type(), grant);
  }

  private void add(ClientAuthentication authentication) {
    authenticationMethods.put(authentication.method(), authentication);
  }

  /** Pages of the clients' origins may call it. */
  private Endpoint shared(Endpoint endpoint, String methods) {
    return new SharedAcrossOrigins(endpoint, origins, methods);
  }

  private static Endpoint readByAll(Endpoint document) {
    return new SharedAcrossOrigins(new ReadOnly(document), new Origins.Any(), "GET, HEAD");
  }

  private void mountPage(String path, Endpoint endpoint) {
    endpoints.put(issuer.path() + path, endpoint);
  }

  private void mount(String path, String name, Endpoint endpoint) {
    mountPage(path, endpoint);
    published.put(name, path);
  }

  /**
   * At the well-known place of RFC 8414, section 3.1, and where clients made for OpenID Connect
   * look (RFC 8414, section 5).
   */
  private void publish(MetadataEndpoint metadata) {
    Endpoint endpoint = readByAll(metadata);
    endpoints.put("/.well-known/oauth-authorization-server" + issuer.path(), endpoint);
    endpoints.put("/.well-known/oauth-authorization-server" + prefix + issuer.path(), endpoint);
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
    abilities.put(
        "introspection_endpoint_auth_methods_supported",
        authenticationMethods.keySet().stream().filter(name -> !name.equals("none")).toList());
    abilities.put(
        "revocation_endpoint_auth_methods_supported", List.copyOf(authenticationMethods.keySet()));
    List<String> signatures = ClientSignature.algorithms();
    for (String endpoint : List.of("token", "introspection", "revocation")) {
      abilities.put(endpoint + "_endpoint_auth_signing_alg_values_supported", signatures);
    }
    abilities.put("dpop_signing_alg_values_supported", proofs.algorithms());
    abilities.put("tls_client_certificate_bound_access_tokens", true);
    abilities.put("scopes_supported", List.copyOf(scopes));
    boolean plain = clients.all().stream().anyMatch(c -> c.pkce() == Pkce.REQUIRED_PLAIN_ALLOWED);
    abilities.put(
        "code_challenge_methods_supported", plain ? List.of("S256", "plain") : List.of("S256"));
    abilities.put("authorization_response_iss_parameter_supported", true);
    abilities.put("prompt_values_supported", Prompt.VALUES);
    abilities.put("acr_values_supported", strengths.supported());
    abilities.put("subject_types_supported", List.of("public"));
    abilities.put("id_token_signing_alg_values_supported", idTokenAlgorithms());
    abilities.put("require_pushed_authorization_requests", pushedOnly);
    abilities.put("request_parameter_supported", true);
    abilities.put("request_uri_parameter_supported", false);
    abilities.put("request_object_signing_alg_values_supported", signatures);
    abilities.put("claims_parameter_supported", true);
    abilities.put("claims_supported", KnownClaims.of(users.all()));
    return abilities;
  }

  private List<String> idTokenAlgorithms() {
    Set<String> algorithms = new LinkedHashSet<>(keys.algorithms());
    clients.all().forEach(client -> algorithms.add(client.idTokenAlgorithm()));
    return List.copyOf(algorithms);
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
    return local(
        !prefix.isEmpty() && path.startsWith(prefix + issuer.path())
            ? path.substring(prefix.length())
            : path);
  }

  private Optional<Endpoint> local(String path) {
    Endpoint endpoint = endpoints.get(path);
    String configuration = issuer.path() + RegistrationEndpoint.PATH + "/";
    if (registration.isPresent() && path.startsWith(configuration)) {
      endpoint = registration.get().configuration(path.substring(configuration.length()));
    }
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

  /**
   * Every token issued so far is refused from now on, everybody is logged out and has consented to
   * nothing; clients, users and keys stay, but for the clients that registered themselves.
   */
  @Override
  public void reset() {
    ledger.reset();
    people.reset();
    devices.reset();
    endSession.reset();
    registration.ifPresent(Registration::reset);
    proofs.reset();
    apiProofs.reset();
  }

  /** Where a client proves itself by a certificate, or has its tokens bound to one. */
  @Override
  public boolean wantsClientCertificates() {
    return clients.all().stream()
        .anyMatch(
            client ->
                client.tokenBindings().contains(TokenBinding.CERTIFICATE)
                    || Objects.requireNonNull(
                            authenticationMethods.get(client.authenticationMethod()))
                        .wantsClientCertificate());
  }

  /**
   * Lets a device have all it asks for, as if the user had entered its code on the page.
   *
   * @param userCode as the device shows it; case and dashes do not matter
   * @param username of the user it will act for
   * @throws IllegalArgumentException if no device waits with this code, or there is no such user
   */
  public void approveDevice(String userCode, String username) {
    devices.approve(userCode, username);
  }

  /**
   * Lets a device have nothing, as if a user had denied it on the page.
   *
   * @param userCode as the device shows it; case and dashes do not matter
   * @throws IllegalArgumentException if no device waits with this code
   */
  public void denyDevice(String userCode) {
    devices.deny(userCode);
  }

  /**
   * Registers a client, in place of one with the same id.
   *
   * @throws IllegalArgumentException if it is registered for a grant or an authentication method
   *     that the server does not have; the message names both
   */
  public void register(RegisteredClient client) {
    requireKnown(List.of(client));
    signingAlgorithms(client).forEach(keys::want);
    clients.put(client);
  }

  /** The algorithms a client needs keys of the server for; an HS256 key is its own secret. */
  private static Stream<String> signingAlgorithms(RegisteredClient client) {
    return Stream.of(client.accessTokenAlgorithm(), client.idTokenAlgorithm())
        .filter(algorithm -> !algorithm.equals(SecretSigner.ALGORITHM));
  }

  /** Registers a user, in place of one with the same user name. */
  public void register(User user) {
    users.put(user);
  }

  /**
   * The user who is logged in without a page.
   *
   * @throws IllegalStateException if there is none
   */
  public User automaticUser() {
    return automaticUser
        .flatMap(users::find)
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
    rotateKeys(
        clients.all().stream()
            .map(RegisteredClient::lifetimes)
            .flatMap(lifetimes -> Stream.of(lifetimes.accessToken(), lifetimes.idToken()))
            .max(Comparator.naturalOrder())
            .orElse(Duration.ZERO));
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
    keys.rotate(overlap);
  }

  /** Who issues the tokens, as they say unless a request came by a host that is followed. */
  @Override
  public URI issuer() {
    return URI.create(issuers.usual().identifier());
  }

  /** The keys that verify its tokens, as it publishes them now (RFC 7517, section 5). */
  public String jwks() {
    return JwksEndpoint.json(keys);
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
    return verifier(audience);
  }

  private AccessTokenVerifier verifier(@Nullable String audience) {
    return new BoundTokenVerifier(
        new IssuedAccessTokenVerifier(
            keys, ledger, new AccessTokenClaims(issuers, audience, ledger.tokens(), clock)),
        apiProofs,
        this::wantsClientCertificates);
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
    private boolean listUsers;
    private List<String> acrValues = List.of("0");
    private Duration devicePollingInterval = Duration.ofSeconds(5);
    private boolean pushedOnly;
    private @Nullable PublicAddress publicAddress;
    private final Set<String> allowedOrigins = new LinkedHashSet<>();
    private @Nullable DynamicRegistration registration;
    private final Map<String, Grant> grants = new LinkedHashMap<>();
    private final Map<String, ClientAuthentication> authenticationMethods = new LinkedHashMap<>();
    private boolean passwordGrant;
    private final Map<String, TrustedIssuer> trustedIssuers = new LinkedHashMap<>();
    private final List<AccessTokenCustomizer> accessTokenClaims = new ArrayList<>();
    private final Set<String> signingAlgorithms = new LinkedHashSet<>();
    private List<X509Certificate> authorities = List.of();
    private @Nullable Duration noncePeriod;

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
     *     for all there are
     */
    public Builder allowedOrigins(String... origins) {
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

    private Set<String> signingAlgorithms() {
      Set<String> all = new LinkedHashSet<>(signingAlgorithms);
      clients.values().stream().flatMap(OAuth2Provider::signingAlgorithms).forEach(all::add);
      return all;
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

    private @Nullable DpopNonces nonces() {
      return noncePeriod == null ? null : new DpopNonces(clock, noncePeriod);
    }

    private Collection<X509Certificate> authorities() {
      return authorities.isEmpty()
          ? List.of(CertificateAuthority.ofThisJvm().certificate())
          : authorities;
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
