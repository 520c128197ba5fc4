package dev.gatehouse.mock.cli;

import static dev.gatehouse.mock.cli.ConfigLevel.ISSUER;
import static dev.gatehouse.mock.cli.ConfigLevel.OAUTH2;
import static dev.gatehouse.mock.cli.ConfigLevel.REGISTRATION;
import static dev.gatehouse.mock.cli.ConfigLevel.TRUSTED_ISSUER;
import static dev.gatehouse.mock.cli.ConfiguredIssuer.body;
import static dev.gatehouse.mock.cli.ConfiguredIssuer.claims;
import static dev.gatehouse.mock.cli.ConfiguredIssuer.client;
import static dev.gatehouse.mock.cli.ConfiguredIssuer.header;
import static dev.gatehouse.mock.cli.ConfiguredIssuer.json;
import static dev.gatehouse.mock.cli.ConfiguredIssuer.redirected;
import static dev.gatehouse.mock.cli.ConfiguredIssuer.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.ECKey;
import dev.gatehouse.mock.exchange.Field;
import dev.gatehouse.mock.exchange.Reply;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the keys of an issuer do. */
class IssuerKeysTest {
  private static final String PASSWORD = "grant_type=password&username=ada&password=lovelace";
  private static final String JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer";

  @Test
  @ConfigKey(level = OAUTH2, value = "issuers")
  void everyIssuerHasItsPath() {
    assertThat(ConfigLevel.read("oauth2: {issuers: [{path: /a}, {path: /b/c}]}"))
        .extracting(IssuerConfig::path)
        .containsExactly("/a", "/b/c");
  }

  @Test
  @ConfigKey(level = ISSUER, value = "path")
  void itStandsAtItsPath() {
    Reply metadata = ConfiguredIssuer.with().get("/.well-known/openid-configuration");
    assertThat(json(metadata).get("issuer").asText()).isEqualTo(ConfiguredIssuer.ISSUER);
  }

  @Test
  @ConfigKey(level = ISSUER, value = "signingAlgorithms")
  void hasKeysOfMoreAlgorithms() {
    assertThat(body(ConfiguredIssuer.with().get("/jwks"))).doesNotContain("Ed25519");
    assertThat(body(ConfiguredIssuer.with("signingAlgorithms", "[EdDSA]").get("/jwks")))
        .contains("Ed25519");
  }

  @Test
  @ConfigKey(level = ISSUER, value = "grants")
  void hasGrantsThatAreOffOtherwise() {
    assertThat(json(ConfiguredIssuer.with().send("/token", PASSWORD)).has("access_token")).isTrue();
    refused(
        ConfiguredIssuer.with("grants", "null", "clients", "[" + client("grantTypes", "[]") + "]")
            .send("/token", PASSWORD),
        "unsupported_grant_type");
  }

  @Test
  @ConfigKey(level = ISSUER, value = "automaticLogin")
  void logsInWithoutAPage() {
    assertThat(redirected(ConfiguredIssuer.with().authorize(""))).containsKey("code");
    assertThat(body(ConfiguredIssuer.with("automaticLogin", "null").authorize("")))
        .contains("<h1>Log in</h1>");
  }

  @Test
  @ConfigKey(level = ISSUER, value = "listUsers")
  void tellsTheUserNamesOnThePage() {
    String listed = "<code>ada</code>";
    assertThat(
            body(
                ConfiguredIssuer.with("automaticLogin", "null", "listUsers", "true").authorize("")))
        .contains(listed);
    assertThat(body(ConfiguredIssuer.with("automaticLogin", "null").authorize("")))
        .doesNotContain(listed);
  }

  @Test
  @ConfigKey(level = ISSUER, value = "acrValues")
  void logsInAsStronglyAsItIsTold() {
    ConfiguredIssuer issuer = ConfiguredIssuer.with("acrValues", "[silver, gold]");
    assertThat(claims(issuer.tokens().get("id_token")).get("acr").asText()).isEqualTo("silver");
    Reply strong = issuer.redeem(issuer.authorize("&acr_values=gold"));
    assertThat(claims(json(strong).get("id_token")).get("acr").asText()).isEqualTo("gold");
  }

  @Test
  @ConfigKey(level = ISSUER, value = "devicePollingInterval")
  void tellsDevicesHowOftenToAsk() {
    Reply reply =
        ConfiguredIssuer.with("devicePollingInterval", "PT7S").send("/device_authorization", "");
    assertThat(json(reply).get("interval").asInt()).isEqualTo(7);
  }

  @Test
  @ConfigKey(level = ISSUER, value = "requirePushedRequests")
  void takesOnlyRequestsThatWereSentAhead() {
    assertThat(redirected(ConfiguredIssuer.with("requirePushedRequests", "true").authorize("")))
        .containsEntry("error", "invalid_request");
  }

  @Test
  @ConfigKey(level = ISSUER, value = "allowedOrigins")
  void letsPagesOfMoreOriginsCallIt() {
    Field origin = new Field("Origin", "http://localhost:5173");
    assertThat(allowed(ConfiguredIssuer.with(), origin)).isEmpty();
    assertThat(
            allowed(ConfiguredIssuer.with("allowedOrigins", "['http://localhost:5173']"), origin))
        .isEqualTo("http://localhost:5173");
  }

  private static String allowed(ConfiguredIssuer issuer, Field origin) {
    return header(issuer.post("/token", "", origin), "Access-Control-Allow-Origin");
  }

  @Test
  @ConfigKey(level = ISSUER, value = "dpopNonces")
  void asksForNoncesInProofs() {
    assertThat(proved(ConfiguredIssuer.with()).response().status()).isEqualTo(200);
    Reply demand = proved(ConfiguredIssuer.with("dpopNonces", "PT5M"));
    refused(demand, "use_dpop_nonce");
    assertThat(header(demand, "DPoP-Nonce")).isNotEmpty();
  }

  private static Reply proved(ConfiguredIssuer issuer) {
    String proof = SigningKey.dpop(ConfiguredIssuer.ISSUER + "/token", issuer.clock.instant());
    return issuer.post(
        "/token",
        "grant_type=client_credentials",
        ConfiguredIssuer.basic("c", ConfiguredIssuer.SECRET),
        new Field("DPoP", proof));
  }

  private static ConfiguredIssuer trusting(String more) {
    return ConfiguredIssuer.with(
        "trustedIssuers",
        "[{issuer: 'https://idp.example', jwks: " + SigningKey.jwks(SigningKey.OURS) + more + "}]",
        "clients",
        "[" + client("grantTypes", "['" + JWT_BEARER + "']") + "]");
  }

  private static Reply vouched(ConfiguredIssuer at, String issuer, String subject, ECKey key) {
    String assertion =
        SigningKey.es256(
            key, SigningKey.vouching(issuer, subject, ConfiguredIssuer.ISSUER, at.clock.instant()));
    return at.send("/token", "grant_type=" + JWT_BEARER + "&assertion=" + assertion);
  }

  @Test
  @ConfigKey(level = ISSUER, value = "trustedIssuers")
  void changesJwtsOfWhomItTrusts() {
    ConfiguredIssuer issuer = trusting("");
    Reply reply = vouched(issuer, "https://idp.example", "ada", SigningKey.OURS);
    assertThat(claims(json(reply).get("access_token")).get("sub").asText()).isEqualTo("ada");
  }

  @Test
  @ConfigKey(
      level = TRUSTED_ISSUER,
      value = {"issuer", "jwks"})
  void trustsNobodyElseAndNoOtherKey() {
    ConfiguredIssuer issuer = trusting("");
    refused(vouched(issuer, "https://else.example", "ada", SigningKey.OURS), "invalid_grant");
    refused(vouched(issuer, "https://idp.example", "ada", SigningKey.FOREIGN), "invalid_grant");
  }

  @Test
  @ConfigKey(level = TRUSTED_ISSUER, value = "anySubject")
  void letsItVouchForStrangersOnlyWhenTold() {
    String idp = "https://idp.example";
    refused(vouched(trusting(""), idp, "stranger", SigningKey.OURS), "invalid_grant");
    json(vouched(trusting(", anySubject: true"), idp, "stranger", SigningKey.OURS));
  }

  @Test
  @ConfigKey(
      level = ISSUER,
      value = {"clients", "users"})
  void everyClientAndUserIsItsOwn() {
    ConfiguredIssuer issuer =
        ConfiguredIssuer.with(
            "clients",
            "[" + client() + ", " + client("id", "d", "secret", "of-d") + "]",
            "users",
            "[{username: ada, password: lovelace}, {username: grace, password: hopper}]");
    json(issuer.send("/token", PASSWORD));
    json(
        issuer.post(
            "/token",
            "grant_type=password&username=grace&password=hopper",
            ConfiguredIssuer.basic("d", "of-d")));
    refused(issuer.post("/token", PASSWORD, ConfiguredIssuer.basic("c", "of-d")), "invalid_client");
  }

  @Test
  @ConfigKey(level = ISSUER, value = "accessTokenClaims")
  void addsClaimsByRules() {
    ConfiguredIssuer issuer =
        ConfiguredIssuer.with("accessTokenClaims", "[{when: {}, claims: {tenant: blue}}]");
    assertThat(issuer.own().get("tenant").asText()).isEqualTo("blue");
  }

  private static ConfiguredIssuer registering(String more) {
    return ConfiguredIssuer.with(
        "dynamicRegistration", "{audience: ['https://new.example']" + more + "}");
  }

  private static Reply register(ConfiguredIssuer issuer, String json, Field... fields) {
    List<Field> all = new ArrayList<>(List.of(fields));
    all.add(new Field("Content-Type", "application/json"));
    return issuer.answer("POST", "http", "/register", json, all, List.of());
  }

  private static String registration(String redirect) {
    return "{\"redirect_uris\":[\"" + redirect + "\"]}";
  }

  @Test
  @ConfigKey(level = ISSUER, value = "dynamicRegistration")
  void letsClientsRegister() {
    assertThat(json(register(registering(""), registration("https://n.example"))).get("client_id"))
        .isNotNull();
  }

  @Test
  @ConfigKey(level = REGISTRATION, value = "audience")
  void givesThemTokensForItsApis() {
    ConfiguredIssuer issuer = registering("");
    var client = json(register(issuer, "{\"grant_types\":[\"client_credentials\"]}"));
    Field proof =
        ConfiguredIssuer.basic(
            client.get("client_id").asText(), client.get("client_secret").asText());
    Reply token = issuer.post("/token", "grant_type=client_credentials", proof);
    assertThat(claims(json(token).get("access_token")).get("aud").asText())
        .isEqualTo("https://new.example");
  }

  @Test
  @ConfigKey(level = REGISTRATION, value = "initialAccessToken")
  void asksThemForAToken() {
    ConfiguredIssuer issuer = registering(", initialAccessToken: let-me-in");
    String client = registration("https://n.example");
    assertThat(register(issuer, client).response().status()).isEqualTo(401);
    assertThat(
            register(issuer, client, new Field("Authorization", "Bearer let-me-in"))
                .response()
                .status())
        .isEqualTo(201);
  }

  @Test
  @ConfigKey(level = REGISTRATION, value = "scopes")
  void letsThemHaveItsScopes() {
    Reply reply = register(registering(", scopes: [stock]"), registration("https://n.example"));
    assertThat(json(reply).get("scope").asText()).isEqualTo("stock");
  }

  @Test
  @ConfigKey(level = REGISTRATION, value = "insecureRedirects")
  void letsThemRedirectByPlainHttpOnlyWhenTold() {
    String client = registration("http://n.example/back");
    refused(register(registering(""), client), "invalid_redirect_uri");
    json(register(registering(", insecureRedirects: true"), client));
  }

  @Test
  @ConfigKey(level = REGISTRATION, value = "most")
  void takesNoMoreOfThem() {
    ConfiguredIssuer issuer = registering(", most: 1");
    String client = registration("https://n.example");
    json(register(issuer, client));
    assertThat(register(issuer, client).response().status()).isEqualTo(503);
  }
}
