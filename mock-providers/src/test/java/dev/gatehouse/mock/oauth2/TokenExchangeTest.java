package dev.gatehouse.mock.oauth2;

import static dev.gatehouse.mock.oauth2.Issuing.API;
import static dev.gatehouse.mock.oauth2.Issuing.SECRET;
import static dev.gatehouse.mock.oauth2.Issuing.accessToken;
import static dev.gatehouse.mock.oauth2.Issuing.claims;
import static dev.gatehouse.mock.oauth2.Issuing.client;
import static dev.gatehouse.mock.oauth2.Issuing.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.connection.Secret;
import dev.gatehouse.mock.exchange.Reply;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenExchangeTest {
  private static final String GRANT = "urn:ietf:params:oauth:grant-type:token-exchange";
  private static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";
  private static final String JWT = "urn:ietf:params:oauth:token-type:jwt";
  private static final String STOCK = "https://stock.example";

  private final Issuing issuing = new Issuing(TokenExchangeTest::setup);

  /** A web application, the API it calls, and what that API calls in turn. */
  private static OAuth2Provider.Builder setup(OAuth2Provider.Builder builder) {
    return builder
        .passwordGrant()
        .user(User.of("ada", Secret.of("lovelace")).withSubject("248289"))
        .client(client("web", "password", "refresh_token").build())
        .client(
            client("orders", GRANT, "client_credentials")
                .scopes("openid", "read", "stock:read", "stock:write")
                .audience(STOCK, API, "shipping")
                .resourceServerFor(API)
                .build())
        .client(
            client("opaque", GRANT)
                .accessTokenFormat(AccessTokenFormat.OPAQUE)
                .resourceServerFor(API)
                .build())
        .client(client("stranger", GRANT, "client_credentials").build())
        .client(RegisteredClient.publicClient("phone").grantTypes(GRANT).audience(STOCK).build())
        .client(
            client("guarded", "password")
                .accessTokenClaims(Map.of("may_act", Map.of("sub", "stock")))
                .build())
        .client(
            client("stock", GRANT, "client_credentials")
                .audience("https://supplier.example")
                .resourceServerFor(API, STOCK)
                .build());
  }

  private String userToken(String client) {
    return accessToken(
        issuing.token(
            client,
            Map.of(
                "grant_type",
                "password",
                "username",
                "ada",
                "password",
                "lovelace",
                "scope",
                "openid read")));
  }

  private static Map<String, String> form(String subjectToken) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", GRANT);
    form.put("subject_token", subjectToken);
    form.put("subject_token_type", ACCESS_TOKEN);
    return form;
  }

  private static Map<String, String> form(String subjectToken, String... more) {
    Map<String, String> form = form(subjectToken);
    for (int i = 0; i < more.length; i += 2) {
      form.put(more[i], more[i + 1]);
    }
    return form;
  }

  @Nested
  class Changes {
    @Test
    void aTokenForOneAtAnotherApi() {
      Reply reply =
          issuing.token("orders", form(userToken("web"), "audience", STOCK, "scope", "stock:read"));
      assertThat(Fixture.json(reply))
          .containsEntry("issued_token_type", ACCESS_TOKEN)
          .containsEntry("token_type", "Bearer")
          .containsEntry("scope", "stock:read")
          .doesNotContainKeys("refresh_token", "id_token");
      assertThat(claims(accessToken(reply)))
          .containsEntry("sub", "248289")
          .containsEntry("aud", STOCK)
          .containsEntry("client_id", "orders")
          .doesNotContainKey("act");
    }

    @Test
    void aTokenWithoutScopesForWhatBothMayHave() {
      Reply reply = issuing.token("orders", form(userToken("web")));
      assertThat(Fixture.json(reply)).containsEntry("scope", "read");
      assertThat(claims(accessToken(reply))).containsEntry("aud", STOCK);
    }

    @Test
    void aTokenForSeveralApisByUriAndName() {
      Reply reply =
          issuing.token("orders", form(userToken("web"), "resource", API, "audience", "shipping"));
      assertThat(claims(accessToken(reply))).containsEntry("aud", List.of(API, "shipping"));
    }

    @Test
    void opaqueTokensAndIntoOpaqueTokens() {
      Reply reply = issuing.token("opaque", form(userToken("web"), "scope", "read"));
      String opaque = accessToken(reply);
      assertThat(opaque).doesNotContain(".");
      assertThat(accessToken(issuing.token("opaque", form(opaque)))).isNotEqualTo(opaque);
      refused(
          issuing.token("opaque", form(opaque, "subject_token_type", JWT)),
          "invalid_request",
          "says JWT, but the token is an opaque one");
      refused(
          issuing.token("opaque", form(opaque, "requested_token_type", JWT)),
          "invalid_request",
          "requested_token_type");
    }

    @Test
    void aJwtByItsName() {
      Reply reply =
          issuing.token(
              "orders",
              form(userToken("web"), "subject_token_type", JWT, "requested_token_type", JWT));
      assertThat(Fixture.json(reply)).containsEntry("issued_token_type", JWT);
    }

    @Test
    void aTokenSoThatItTellsWhoActs() {
      String first =
          accessToken(
              issuing.token(
                  "orders",
                  form(
                      userToken("web"),
                      "actor_token",
                      issuing.accessToken("orders"),
                      "actor_token_type",
                      ACCESS_TOKEN)));
      assertThat(claims(first))
          .containsEntry("sub", "248289")
          .containsEntry("act", Map.of("sub", "orders"));

      String second =
          accessToken(
              issuing.token(
                  "stock",
                  form(
                      first,
                      "actor_token",
                      issuing.accessToken("stock"),
                      "actor_token_type",
                      ACCESS_TOKEN)));
      assertThat(claims(second))
          .containsEntry("sub", "248289")
          .containsEntry("act", Map.of("sub", "stock", "act", Map.of("sub", "orders")));

      String withoutActor = accessToken(issuing.token("stock", form(second)));
      assertThat(claims(withoutActor)).containsEntry("act", claims(second).get("act"));
    }

    @Test
    void aTokenOfTheClientItWasIssuedTo() {
      String own = issuing.accessToken("stranger");
      assertThat(claims(accessToken(issuing.token("stranger", form(own)))))
          .containsEntry("sub", "stranger");
    }

    @Test
    void aTokenForWhomItNamesByMayAct() {
      String token = userToken("guarded");
      assertThat(claims(accessToken(issuing.token("stock", form(token)))))
          .containsEntry("sub", "248289");
      refused(issuing.token("orders", form(token)), "invalid_request", "orders is another");
      refused(
          issuing.token(
              "orders",
              form(
                  token,
                  "actor_token",
                  issuing.accessToken("orders"),
                  "actor_token_type",
                  ACCESS_TOKEN)),
          "invalid_request",
          "the actor orders is another (RFC 8693, section 4.4)");
    }
  }

  /** Each way in which a token can be wrong; the same holds for subject's and actor's. */
  @ParameterizedTest
  @ValueSource(strings = {"subject_token", "actor_token"})
  void refusesATokenThatIsNotGood(String parameter) {
    String good =
        parameter.equals("subject_token") ? userToken("web") : issuing.accessToken("orders");

    for (int at = good.length() - 30; at < good.length(); at++) {
      char[] turned = good.toCharArray();
      turned[at] ^= (char) 1;
      wrong(parameter, new String(turned), "");
    }
    wrong(parameter, good.substring(0, good.length() - 1), "");
    wrong(parameter, "nonsense", "neither a signed JWT nor an opaque token");
    Issuing other = new Issuing(TokenExchangeTest::setup);
    wrong(parameter, other.accessToken("orders"), "");
    wrong(parameter, issuing.accessToken("stock"), "issued to");
    Map<String, Object> answer =
        Fixture.json(
            issuing.token(
                "web",
                Map.of("grant_type", "password", "username", "ada", "password", "lovelace")));
    wrong(parameter, String.valueOf(answer.get("refresh_token")), "it is a refresh token");
    wrong(parameter, String.valueOf(answer.get("id_token")), "ID token");

    issuing.provider.rotateKeys(Duration.ZERO);
    wrong(parameter, good, "kid names no key");
    String expired =
        parameter.equals("subject_token") ? userToken("web") : issuing.accessToken("orders");
    issuing.advance(Duration.ofHours(1));
    wrong(parameter, expired, "expired");
    String forgotten =
        parameter.equals("subject_token") ? userToken("web") : issuing.accessToken("orders");
    issuing.provider.reset();
    wrong(parameter, forgotten, "before the server was reset");
  }

  private void wrong(String parameter, String token, String words) {
    Map<String, String> form = form(parameter.equals("subject_token") ? token : userToken("web"));
    if (parameter.equals("actor_token")) {
      form.put("actor_token", token);
      form.put("actor_token_type", ACCESS_TOKEN);
    }
    Reply reply = issuing.token("orders", form);
    refused(reply, "invalid_request", "the " + parameter + " is refused: ");
    assertThat(reply.explanation()).contains(words).doesNotContain(token);
  }

  @Test
  void refusesARevokedToken() {
    String token = userToken("web");
    issuing
        .provider
        .endpoint(Issuing.ISSUER.getPath() + "/revoke")
        .orElseThrow()
        .answer(
            Fixture.post(
                "token=" + token + "&client_id=web&client_secret=" + Fixture.encode(SECRET)));
    refused(issuing.token("orders", form(token)), "invalid_request", "revoked");
  }

  @ParameterizedTest
  @CsvSource({
    "subject_token, subject_token is missing",
    "subject_token_type, subject_token_type is missing",
    "actor_token, but no actor_token",
    "actor_token_type, actor_token_type is missing",
  })
  void refusesARequestThatIsNotWhole(String missing, String words) {
    Map<String, String> form =
        form(
            userToken("web"),
            "actor_token",
            issuing.accessToken("orders"),
            "actor_token_type",
            ACCESS_TOKEN);
    form.remove(missing);
    refused(issuing.token("orders", form), "invalid_request", words);
  }

  @ParameterizedTest
  @ValueSource(strings = {"subject_token_type", "actor_token_type", "requested_token_type"})
  void refusesTypesItCannotVerifyOrIssue(String parameter) {
    for (String type :
        List.of(
            "urn:ietf:params:oauth:token-type:saml2",
            "urn:ietf:params:oauth:token-type:refresh_token",
            "access_token")) {
      Map<String, String> form =
          form(
              userToken("web"),
              "actor_token",
              issuing.accessToken("orders"),
              "actor_token_type",
              ACCESS_TOKEN);
      form.put(parameter, type);
      refused(issuing.token("orders", form), "invalid_request", parameter);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "audience, https://elsewhere.example",
    "resource, https://elsewhere.example",
    "resource, shipping",
    "audience, SHIPPING"
  })
  void refusesAnApiTheClientMayHaveNoTokenFor(String parameter, String api) {
    refused(
        issuing.token("orders", form(userToken("web"), parameter, api)),
        "invalid_target",
        "the parameter " + parameter);
  }

  @Test
  void refusesScopesBeyondWhatWasAllowed() {
    String token = userToken("web");
    refused(
        issuing.token("orders", form(token, "scope", "write")), "invalid_scope", "registered for");
    // At the API it is for, the user has allowed to read, and nothing else.
    refused(
        issuing.token("orders", form(token, "scope", "stock:write", "audience", API)),
        "invalid_scope",
        "was granted only: openid read");
  }

  @Test
  void refusesAClientThatProvesNothing() {
    refused(
        issuing.post(
            "client_id=phone&grant_type="
                + Fixture.encode(GRANT)
                + "&subject_token_type="
                + ACCESS_TOKEN
                + "&subject_token="
                + userToken("web")),
        "invalid_request",
        "neither issued to client phone");
  }
}
