package dev.gatehouse.mock.oauth2;

import static dev.gatehouse.mock.oauth2.Fixture.header;
import static dev.gatehouse.mock.oauth2.Fixture.json;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.RSAKey;
import dev.gatehouse.connection.Secret;
import dev.gatehouse.mock.exchange.Field;
import dev.gatehouse.mock.exchange.Reply;
import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.gate.BearerGate;
import dev.gatehouse.mock.gate.Verdict;
import dev.gatehouse.mock.jose.JwkSet;
import dev.gatehouse.mock.tls.CertificateAuthority;
import dev.gatehouse.mock.tls.CertificateRequest;
import dev.gatehouse.mock.tls.ClientCertificate;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A server with a client for each way to prove something, and what is shown to it. */
final class CredentialWorld {
  static final String EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
  static final String BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer";
  static final String DEVICE = "urn:ietf:params:oauth:grant-type:device_code";
  static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";
  static final String IDP = "https://idp.example";
  static final CertificateAuthority OURS = CertificateAuthority.ofThisJvm();
  static final CertificateAuthority FOREIGN = CertificateAuthority.named("CN=Foreign CA");
  static final CertificateRequest ORDERS = CertificateRequest.of("CN=orders,O=Example");
  static final ClientCertificate NAMED = OURS.issue(ORDERS);
  static final ClientCertificate SELF_SIGNED = ClientCertificate.selfSigned(ORDERS);
  static final ClientCertificate EXPIRED =
      ClientCertificate.selfSigned(
          ORDERS.withValidity(
              Instant.parse("2020-01-01T00:00:00Z"), Instant.parse("2021-01-01T00:00:00Z")));
  static final String INITIAL = "initial-access-token-of-this-server-0123456789";
  private static final String TOKEN = Fixture.ISSUER + "/token";

  private Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  final OAuth2Provider provider = provider(UnaryOperator.identity());
  final OAuth2Provider guarded =
      provider(
          builder ->
              builder.dynamicRegistration(
                  DynamicRegistration.withToken(Secret.of(INITIAL), Fixture.API)));
  final OAuth2Provider withNonces = provider(builder -> builder.dpopNonces(Duration.ofMinutes(5)));
  private Visitor browser = new Visitor(provider);
  private String registered = "";

  private OAuth2Provider provider(UnaryOperator<OAuth2Provider.Builder> more) {
    return more.apply(
            OAuth2Provider.builder(Fixture.ISSUER, () -> now)
                .passwordGrant()
                .devicePollingInterval(Duration.ZERO)
                .dynamicRegistration(DynamicRegistration.open(Fixture.API))
                .trust(TrustedIssuer.of(IDP, publicKey(TestKeys.P_256)))
                .user(User.of("ada", Secret.of(password("ada"))))
                .user(User.of("grace", Secret.of(password("grace"))))
                .client(client("app", "client_secret_basic").build())
                .client(client("other", "client_secret_basic").build())
                .client(client("post", "client_secret_post").build())
                .client(client("shared", "client_secret_jwt").build())
                .client(
                    client("dpop", "client_secret_basic").tokenBindings(TokenBinding.DPOP).build())
                .client(
                    client("signing", "client_secret_basic")
                        .jwks(TestKeys.jwks(TestKeys.RSA))
                        .requireSignedRequests(true)
                        .build())
                .client(
                    client("pushing", "client_secret_basic").requirePushedRequests(true).build())
                .client(
                    RegisteredClient.builder("keyed")
                        .authenticationMethod("private_key_jwt")
                        .jwks(TestKeys.jwks(TestKeys.RSA))
                        .grantTypes("client_credentials")
                        .audience(Fixture.API)
                        .build())
                .client(
                    RegisteredClient.builder("named")
                        .authenticationMethod("tls_client_auth")
                        .certificateSubject(CertificateSubject.dn("CN=orders,O=Example"))
                        .grantTypes("client_credentials")
                        .audience(Fixture.API)
                        .build())
                .client(
                    RegisteredClient.builder("self")
                        .authenticationMethod("self_signed_tls_client_auth")
                        .jwks(JwkSet.of(SELF_SIGNED.certificate(), EXPIRED.certificate()))
                        .grantTypes("client_credentials")
                        .audience(Fixture.API)
                        .build()))
        .build();
  }

  private static String publicKey(ECKey key) {
    return "{\"keys\":[" + key.toPublicJWK().toJSONString() + "]}";
  }

  private static RegisteredClient.Builder client(String id, String method) {
    return RegisteredClient.confidential(id, Secret.of(secret(id)))
        .authenticationMethod(method)
        .grantTypes(
            "authorization_code",
            "refresh_token",
            "client_credentials",
            "password",
            EXCHANGE,
            BEARER,
            DEVICE)
        .scopes("openid", "read")
        .audience(Fixture.API)
        .consentRequired(false)
        .redirectUris("https://" + id + ".example/back")
        .postLogoutRedirectUris("https://" + id + ".example/bye");
  }

  static String secret(String client) {
    return "a secret of more than thirty-two bytes of " + client;
  }

  static String password(String user) {
    return "the password of " + user;
  }

  void advance(Duration by) {
    now = now.plus(by);
  }

  long seconds() {
    return now.getEpochSecond();
  }

  // The token endpoint.

  private Reply token(
      OAuth2Provider server,
      Map<String, String> form,
      List<X509Certificate> certificates,
      Field... fields) {
    List<Field> all = new ArrayList<>(Arrays.asList(fields));
    all.add(new Field("Content-Type", Fixture.FORM));
    return server
        .endpoint("/oauth2/default/token")
        .orElseThrow()
        .answer(
            new ServerRequest(
                "POST",
                certificates.isEmpty() ? "http" : "https",
                "127.0.0.1:1",
                "/oauth2/default/token",
                null,
                all,
                Flow.form(form).getBytes(StandardCharsets.UTF_8),
                certificates));
  }

  private Reply token(Map<String, String> form, Field... fields) {
    return token(provider, form, List.of(), fields);
  }

  static Field basic(String client) {
    return Fixture.basic(client, secret(client));
  }

  static boolean isIssued(Reply reply) {
    return reply.response().status() == 200 && json(reply).containsKey("access_token");
  }

  /** A form of these names and values; one without a value is not sent. */
  static Map<String, String> form(@Nullable String... pairs) {
    Map<String, String> form = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      if (pairs[i + 1] != null) {
        form.put(pairs[i], pairs[i + 1]);
      }
    }
    return form;
  }

  boolean isIssued(Field authentication, @Nullable String... pairs) {
    return isIssued(token(form(pairs), authentication));
  }

  /** Asks for a client's own token without any header field of it. */
  boolean provesItself(@Nullable String... pairs) {
    Map<String, String> form = form(pairs);
    form.put("grant_type", "client_credentials");
    return isIssued(token(form));
  }

  boolean provesItselfByBasic(@Nullable String secret) {
    return secret == null
        ? provesItself("client_id", "app")
        : isIssued(Fixture.basic("app", secret), "grant_type", "client_credentials");
  }

  boolean provesItselfByAssertion(String client, @Nullable String assertion) {
    return provesItself(
        "client_id",
        client,
        "client_assertion_type",
        "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
        "client_assertion",
        assertion);
  }

  boolean provesItselfByCertificate(String client, @Nullable String hex) {
    Map<String, String> form = form("client_id", client, "grant_type", "client_credentials");
    if (hex == null) {
      return isIssued(token(form));
    }
    try {
      byte[] der = HexFormat.of().parseHex(hex);
      X509Certificate certificate =
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(der));
      // A change that the form of the text takes back is none; one that leaves no certificate
      // does not pass the handshake.
      return HexFormat.of().formatHex(der).equals(hex)
          && isIssued(token(provider, form, List.of(certificate, OURS.certificate())));
    } catch (CertificateException | IllegalArgumentException e) {
      return false;
    }
  }

  static String hex(ClientCertificate certificate) {
    try {
      return HexFormat.of().formatHex(certificate.certificate().getEncoded());
    } catch (CertificateException e) {
      throw new AssertionError(e);
    }
  }

  /** A JWT of five minutes, with its claims changed. */
  String jwt(Object key, String issuer, String subject, String audience, long life) {
    Map<String, Object> header = new LinkedHashMap<>();
    header.put("alg", key instanceof RSAKey ? "RS256" : key instanceof ECKey ? "ES256" : "HS256");
    return TestKeys.sign(
        header,
        Map.of(
            "iss",
            issuer,
            "sub",
            subject,
            "aud",
            audience,
            "iat",
            seconds() - 600,
            "exp",
            seconds() + life,
            "jti",
            UUID.randomUUID().toString()),
        key);
  }

  String assertion(Object key, String client) {
    return jwt(key, client, client, Fixture.ISSUER.toString(), 60);
  }

  String text(Reply reply, String name) {
    Object value = json(reply).get(name);
    if (value == null) {
      throw new AssertionError(name + " is missing: " + reply.explanation());
    }
    return String.valueOf(value);
  }

  /** What a user's log-in by password gives a client. */
  String userToken(String client, String name) {
    return text(
        token(
            form(
                "grant_type",
                "password",
                "username",
                "ada",
                "password",
                password("ada"),
                "scope",
                "openid read"),
            basic(client)),
        name);
  }

  // The authorization endpoint and its pages.

  private static Map<String, String> request(String client) {
    return Flow.request(client);
  }

  private static boolean hasCode(Reply reply) {
    return header(reply, "Location").matches(".*[?&]code=.*");
  }

  private static String codeIn(Reply reply) {
    return header(reply, "Location").replaceAll(".*[?&]code=([^&]*).*", "$1");
  }

  String code(String client) {
    Visitor visitor = new Visitor(provider);
    return codeIn(visitor.logIn(visitor.get("authorize", request(client)), "ada", password("ada")));
  }

  boolean redeems(@Nullable String code, @Nullable String verifier) {
    return isIssued(
        basic("app"),
        "grant_type",
        "authorization_code",
        "redirect_uri",
        "https://app.example/back",
        "code",
        code,
        "code_verifier",
        verifier);
  }

  boolean logsIn(@Nullable String password) {
    Visitor visitor = new Visitor(provider);
    Reply page = visitor.get("authorize", request("app"));
    return hasCode(visitor.submit(page, form("username", "ada", "password", password)));
  }

  /** The hidden field of a log-in page, shown in the browser of this world. */
  String pageField() {
    browser = new Visitor(provider);
    return Visitor.interaction(browser.get("authorize", request("app")));
  }

  String pageFieldOfAnotherBrowser() {
    pageField();
    return Visitor.interaction(new Visitor(provider).get("authorize", request("app")));
  }

  boolean sendsThePage(@Nullable String field) {
    return hasCode(
        browser.post(
            "login", form("interaction", field, "username", "ada", "password", password("ada"))));
  }

  /** The cookie of somebody who is logged in. */
  String session() {
    browser = new Visitor(provider);
    Reply page = browser.get("authorize", request("app"));
    browser.logIn(page, "ada", password("ada"));
    return browser.cookies().get(sessionCookie());
  }

  private String sessionCookie() {
    return browser.cookies().keySet().stream()
        .filter(name -> name.contains("session"))
        .findFirst()
        .orElseThrow();
  }

  boolean isLoggedIn(@Nullable String session) {
    Visitor copy = browser.copy();
    copy.cookies().remove(sessionCookie());
    if (session != null) {
      copy.cookies().put(sessionCookie(), session);
    }
    return hasCode(copy.get("authorize", Flow.with(request("app"), "prompt", "none")));
  }

  private boolean answersWithACode(Map<String, String> request) {
    Visitor visitor = new Visitor(provider);
    Reply page = visitor.get("authorize", request);
    return Visitor.body(page).contains("name=\"password\"")
        && hasCode(visitor.logIn(page, "ada", password("ada")));
  }

  boolean asksBy(String client, String parameter, @Nullable String value) {
    return answersWithACode(
        value == null ? request(client) : form("client_id", client, parameter, value));
  }

  String requestObject(Object key, String client, long life) {
    Map<String, Object> claims = new LinkedHashMap<>(request(client));
    claims.put("iss", client);
    claims.put("aud", Fixture.ISSUER.toString());
    claims.put("exp", seconds() + life);
    return TestKeys.sign(Map.of("alg", "RS256", "typ", "oauth-authz-req+jwt"), claims, key);
  }

  String pushed(String client) {
    return text(
        provider
            .endpoint("/oauth2/default/par")
            .orElseThrow()
            .answer(Fixture.post(Flow.form(request(client)), basic(client))),
        "request_uri");
  }

  boolean logsOutBy(@Nullable String idToken) {
    Reply reply =
        new Visitor(provider)
            .get(
                "end_session",
                form(
                    "id_token_hint",
                    idToken,
                    "post_logout_redirect_uri",
                    "https://app.example/bye"));
    return reply.response().status() == 303;
  }

  // Devices.

  /** The codes of a device, of which this one is asked for. */
  String device(String client, String which, boolean approved) {
    Reply reply =
        provider
            .endpoint("/oauth2/default/device_authorization")
            .orElseThrow()
            .answer(Fixture.post("scope=read", basic(client)));
    if (approved) {
      provider.approveDevice(text(reply, "user_code"), "ada");
    }
    return text(reply, which);
  }

  boolean connects(@Nullable String userCode) {
    Visitor visitor = new Visitor(provider);
    Reply page = visitor.submit(visitor.get("device", Map.of()), form("user_code", userCode));
    if (!Visitor.body(page).contains("name=\"password\"")) {
      return false;
    }
    Reply consent = visitor.logIn(page, "ada", password("ada"));
    return visitor
        .submit(consent, form("action", "allow", "allow:read", "on"))
        .event()
        .equals("device.allowed");
  }

  // DPoP.

  String proof(ECKey key, String uri, long at, @Nullable String nonce) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("jti", UUID.randomUUID().toString());
    claims.put("htm", "POST");
    claims.put("htu", uri);
    claims.put("iat", at);
    if (nonce != null) {
      claims.put("nonce", nonce);
    }
    return TestKeys.sign(
        Map.of("typ", "dpop+jwt", "alg", "ES256", "jwk", key.toPublicJWK().toJSONObject()),
        claims,
        key);
  }

  String proof() {
    return proof(TestKeys.P_256, TOKEN, seconds(), null);
  }

  boolean bindsBy(@Nullable String proof) {
    Map<String, String> form = form("grant_type", "client_credentials");
    return isIssued(
        proof == null
            ? token(form, basic("dpop"))
            : token(form, basic("dpop"), new Field("DPoP", proof)));
  }

  private Reply askWithNonce(OAuth2Provider server, @Nullable String nonce) {
    return token(
        server,
        form("grant_type", "client_credentials"),
        List.of(),
        basic("dpop"),
        new Field("DPoP", proof(TestKeys.P_256, TOKEN, seconds(), nonce)));
  }

  String nonce() {
    return header(askWithNonce(withNonces, null), "DPoP-Nonce");
  }

  boolean bindsWithNonce(@Nullable String nonce) {
    return isIssued(askWithNonce(withNonces, nonce));
  }

  // Endpoints that take a token.

  private static ServerRequest get(String path, @Nullable String token) {
    return new ServerRequest(
        "GET",
        "http",
        "127.0.0.1:1",
        path,
        null,
        token == null ? List.of() : List.of(Flow.bearer(token)),
        new byte[0]);
  }

  private boolean isServed(String path, @Nullable String token) {
    return provider.endpoint(path).orElseThrow().answer(get(path, token)).response().status()
        == 200;
  }

  boolean isToldTheUser(@Nullable String token) {
    return isServed("/oauth2/default/userinfo", token);
  }

  boolean passesTheGate(@Nullable String token) {
    BearerGate gate = new BearerGate(provider.accessTokenVerifier(Fixture.API), Set.of("read"));
    return gate.judge(get("/api", token)) instanceof Verdict.Admitted;
  }

  boolean isActive(@Nullable String token) {
    Reply reply =
        provider
            .endpoint("/oauth2/default/introspect")
            .orElseThrow()
            .answer(Fixture.post(Flow.form(form("token", token)), basic("app")));
    return Boolean.TRUE.equals(json(reply).get("active"));
  }

  private static Reply register(OAuth2Provider server, Field... fields) {
    List<Field> all = new ArrayList<>(Arrays.asList(fields));
    all.add(new Field("Content-Type", "application/json"));
    return server
        .endpoint("/oauth2/default/register")
        .orElseThrow()
        .answer(
            new ServerRequest(
                "POST",
                "http",
                "127.0.0.1:1",
                "/",
                null,
                all,
                "{\"redirect_uris\":[\"https://new.example/back\"]}"
                    .getBytes(StandardCharsets.UTF_8)));
  }

  boolean registersBy(@Nullable String token) {
    Reply reply = token == null ? register(guarded) : register(guarded, Flow.bearer(token));
    return reply.response().status() == 201;
  }

  /** The token of a client that has just registered, and is the one of this world from now on. */
  String registration() {
    Reply reply = register(provider);
    registered = text(reply, "client_id");
    return text(reply, "registration_access_token");
  }

  String registrationOfAnother() {
    registration();
    return text(register(provider), "registration_access_token");
  }

  boolean readsItsRegistration(@Nullable String token) {
    return isServed("/oauth2/default/register/" + registered, token);
  }
}
