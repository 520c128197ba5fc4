package dev.gatehouse.mock.cli;

import static dev.gatehouse.mock.cli.ConfigLevel.CLIENT;
import static dev.gatehouse.mock.cli.ConfiguredIssuer.SECRET;
import static dev.gatehouse.mock.cli.ConfiguredIssuer.basic;
import static dev.gatehouse.mock.cli.ConfiguredIssuer.body;
import static dev.gatehouse.mock.cli.ConfiguredIssuer.header;
import static dev.gatehouse.mock.cli.ConfiguredIssuer.json;
import static dev.gatehouse.mock.cli.ConfiguredIssuer.redirected;
import static dev.gatehouse.mock.cli.ConfiguredIssuer.refused;
import static dev.gatehouse.mock.cli.ConfiguredIssuer.withClient;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.mock.exchange.Field;
import dev.gatehouse.mock.exchange.Reply;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the keys of a client do for who it is and what it may ask for. */
class ClientKeysTest {
  private static final String OWN = "grant_type=client_credentials";

  @Test
  @ConfigKey(
      level = CLIENT,
      value = {"id", "secret"})
  void itIsKnownByIdAndSecret() {
    ConfiguredIssuer issuer = withClient("id", "it", "secret", "of-it");
    json(issuer.post("/token", OWN, basic("it", "of-it")));
    refused401(issuer.post("/token", OWN, basic("it", "of-another")));
    refused401(issuer.post("/token", OWN, basic("c", "of-it")));
  }

  private static void refused401(Reply reply) {
    refused(reply, "invalid_client");
    assertThat(reply.response().status()).isEqualTo(401);
  }

  @Test
  @ConfigKey(level = CLIENT, value = "name")
  void pagesCallItByItsName() {
    assertThat(body(withClient("name", "The shop").authorize("&prompt=login")))
        .contains("The shop");
  }

  @Test
  @ConfigKey(level = CLIENT, value = "grantTypes")
  void hasItsGrantsOnly() {
    refused(withClient("grantTypes", "[password]").send("/token", OWN), "unauthorized_client");
    json(withClient("grantTypes", "[client_credentials]").send("/token", OWN));
  }

  @Test
  @ConfigKey(level = CLIENT, value = "scopes")
  void hasItsScopesOnly() {
    ConfiguredIssuer issuer = withClient("scopes", "['stock:read']");
    JsonNode token = json(issuer.send("/token", OWN + "&scope=stock:read"));
    assertThat(token.get("scope").asText()).isEqualTo("stock:read");
    refused(issuer.send("/token", OWN + "&scope=read"), "invalid_scope");
  }

  @Test
  @ConfigKey(level = CLIENT, value = "audience")
  void getsTokensForItsApisOnly() {
    ConfiguredIssuer issuer = withClient("audience", "['https://stock.example']");
    assertThat(issuer.own().get("aud").asText()).isEqualTo("https://stock.example");
    refused(issuer.send("/token", OWN + "&resource=https://api.example"), "invalid_target");
  }

  @Test
  @ConfigKey(level = CLIENT, value = "resourceServerFor")
  void anApiMayAskOfTokensThatAreForIt() {
    assertThat(introspected("https://api.example")).isTrue();
    assertThat(introspected("https://else.example")).isFalse();
  }

  private static boolean introspected(String api) {
    ConfiguredIssuer issuer =
        ConfiguredIssuer.with(
            "clients",
            "["
                + ConfiguredIssuer.client()
                + ", {id: api, secret: of-api, resourceServerFor: ['"
                + api
                + "']}]");
    String token = json(issuer.send("/token", OWN)).get("access_token").asText();
    return json(issuer.post("/introspect", "token=" + token, basic("api", "of-api")))
        .get("active")
        .asBoolean();
  }

  @Test
  @ConfigKey(level = CLIENT, value = "redirectUris")
  void usersGoBackWhereItIsRegisteredOnly() {
    ConfiguredIssuer issuer = withClient("redirectUris", "['https://new.example/b']");
    assertThat(redirected(issuer.authorize("&redirect_uri=https://new.example/b")))
        .containsKey("code");
    Reply page = issuer.authorize("");
    assertThat(page.response().status()).isEqualTo(400);
    assertThat(page.explanation()).contains(ConfiguredIssuer.BACK);
  }

  @Test
  @ConfigKey(level = CLIENT, value = "postLogoutRedirectUris")
  void usersWhoLoggedOutGoWhereItIsRegistered() {
    String ask = "/end_session?client_id=c&post_logout_redirect_uri=https://c.example/bye";
    Reply back = withClient("postLogoutRedirectUris", "['https://c.example/bye']").get(ask);
    assertThat(header(back, "Location")).isEqualTo("https://c.example/bye");
    assertThat(header(withClient().get(ask), "Location")).isEmpty();
  }

  @Test
  @ConfigKey(level = CLIENT, value = "pkce")
  void needsNoPkceWhenItIsOptional() {
    assertThat(redirected(withClient().authorizeBare("")))
        .containsEntry("error", "invalid_request");
    assertThat(redirected(withClient("pkce", "optional").authorizeBare(""))).containsKey("code");
    String plain = "&code_challenge_method=plain&code_challenge=" + ConfiguredIssuer.VERIFIER;
    assertThat(redirected(withClient().authorizeBare(plain)))
        .containsEntry("error", "invalid_request");
    assertThat(redirected(withClient("pkce", "required-plain-allowed").authorizeBare(plain)))
        .containsKey("code");
  }

  @Test
  @ConfigKey(level = CLIENT, value = "consentRequired")
  void usersAreAskedUnlessItNeedNot() {
    assertThat(body(loggedIn("true"))).contains("action\" value=\"allow\"");
    assertThat(redirected(loggedIn("false"))).containsKey("code");
  }

  /** What comes after the log-in page. */
  private static Reply loggedIn(String consentRequired) {
    ConfiguredIssuer issuer =
        ConfiguredIssuer.with(
            "automaticLogin",
            "null",
            "clients",
            "[" + ConfiguredIssuer.client("consentRequired", consentRequired) + "]");
    Reply page = issuer.authorize("");
    Matcher interaction =
        Pattern.compile("name=\"interaction\" value=\"([^\"]+)\"").matcher(body(page));
    assertThat(interaction.find()).isTrue();
    String cookie = header(page, "Set-Cookie").split(";", 2)[0];
    return issuer.post(
        "/login",
        "username=ada&password=lovelace&action=login&interaction=" + interaction.group(1),
        new Field("Cookie", cookie));
  }

  @Test
  @ConfigKey(level = CLIENT, value = "requirePushedRequests")
  void mustSendItsRequestsAhead() {
    assertThat(redirected(withClient("requirePushedRequests", "true").authorize("")))
        .containsEntry("error", "invalid_request");
  }

  @Test
  @ConfigKey(level = CLIENT, value = "requireSignedRequests")
  void mustSignItsRequests() {
    ConfiguredIssuer issuer = withClient("requireSignedRequests", "true");
    assertThat(redirected(issuer.authorize(""))).containsEntry("error", "invalid_request");
    assertThat(redirected(signed(issuer))).containsKey("code");
  }

  @Test
  @ConfigKey(level = CLIENT, value = "requestObjectAlgorithm")
  void mustSignItsRequestsByTheAlgorithm() {
    assertThat(redirected(signed(withClient("requestObjectAlgorithm", "HS256"))))
        .containsKey("code");
    Reply page = signed(withClient("requestObjectAlgorithm", "ES256"));
    assertThat(page.response().status()).isEqualTo(400);
    assertThat(page.explanation()).contains("ES256");
  }

  /** A request signed by the client's secret. */
  private static Reply signed(ConfiguredIssuer issuer) {
    Map<String, Object> claims = new LinkedHashMap<>();
    long now = issuer.clock.instant().getEpochSecond();
    claims.put("iss", "c");
    claims.put("aud", ConfiguredIssuer.ISSUER);
    claims.put("exp", now + 60);
    claims.put("client_id", "c");
    claims.put("response_type", "code");
    claims.put("redirect_uri", ConfiguredIssuer.BACK);
    claims.put("scope", "openid");
    claims.put("code_challenge", ConfiguredIssuer.CHALLENGE);
    claims.put("code_challenge_method", "S256");
    return issuer.get("/authorize?client_id=c&request=" + SigningKey.hs256(SECRET, claims));
  }

  @Test
  @ConfigKey(level = CLIENT, value = "leniencies")
  void getsAwayWithWhatIsNamed() {
    String elsewhere = "&redirect_uri=https://anywhere.example/x";
    assertThat(redirected(withClient("leniencies", "[any-redirect-uri]").authorize(elsewhere)))
        .containsKey("code");

    ConfiguredIssuer anyPort =
        withClient("redirectUris", "['http://localhost/b']", "leniencies", "[any-localhost-port]");
    assertThat(redirected(anyPort.authorize("&redirect_uri=http://localhost:4711/b")))
        .containsKey("code");

    String inTheBody = OWN + "&client_id=c&client_secret=" + SECRET;
    refused401(withClient().post("/token", inTheBody));
    json(withClient("leniencies", "[secret-in-header-or-body]").post("/token", inTheBody));

    assertThat(renewedTwice("[]").response().status()).isEqualTo(400);
    json(renewedTwice("[reusable-refresh-tokens]"));
  }

  private static Reply renewedTwice(String leniencies) {
    ConfiguredIssuer issuer = withClient("leniencies", leniencies);
    String renewal =
        "grant_type=refresh_token&refresh_token=" + issuer.tokens().get("refresh_token").asText();
    json(issuer.send("/token", renewal));
    return issuer.send("/token", renewal);
  }
}
