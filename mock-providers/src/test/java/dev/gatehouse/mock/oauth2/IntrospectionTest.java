package dev.gatehouse.mock.oauth2;

import static dev.gatehouse.mock.oauth2.Fixture.SECRET;
import static dev.gatehouse.mock.oauth2.Fixture.basic;
import static dev.gatehouse.mock.oauth2.Fixture.header;
import static dev.gatehouse.mock.oauth2.Fixture.json;
import static dev.gatehouse.mock.oauth2.Flow.APP;
import static dev.gatehouse.mock.oauth2.Flow.OTHER;
import static dev.gatehouse.mock.oauth2.Flow.form;
import static dev.gatehouse.mock.oauth2.Flow.refused;
import static dev.gatehouse.mock.oauth2.Flow.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.connection.Secret;
import dev.gatehouse.mock.exchange.Field;
import dev.gatehouse.mock.exchange.Reply;
import dev.gatehouse.mock.exchange.ServerRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntrospectionTest {
  private static final Field API = basic("orders-api", SECRET);
  private static final Field STRANGE_API = basic("strange-api", SECRET);

  private final Flow flow =
      new Flow(
          builder ->
              builder
                  .client(
                      RegisteredClient.resourceServer("orders-api", Secret.of(SECRET), Fixture.API)
                          .build())
                  .client(
                      RegisteredClient.resourceServer(
                              "strange-api", Secret.of(SECRET), "https://strange.example")
                          .build())
                  .client(
                      Flow.client("bound")
                          .accessTokenClaims(Map.of("tenant", "blue", "active", false))
                          .build()));

  private Reply ask(String token, Field... caller) {
    return flow.send("/introspect", Map.of("token", token), caller);
  }

  private Map<String, Object> active(String token, Field caller) {
    Reply reply = ask(token, caller);
    assertThat(reply.response().status()).isEqualTo(200);
    assertThat(reply.event()).isEqualTo("introspection.active");
    assertThat(header(reply, "Cache-Control")).isEqualTo("no-store");
    assertThat(header(reply, "Content-Type")).isEqualTo("application/json");
    assertThat(json(reply)).containsEntry("active", true);
    return json(reply);
  }

  /** Nothing more than that, whatever the reason. */
  private void inactive(String token, Field caller, String words) {
    Reply reply = ask(token, caller);
    assertThat(reply.response().status()).isEqualTo(200);
    assertThat(json(reply)).isEqualTo(Map.of("active", false));
    assertThat(reply.event()).isEqualTo("introspection.inactive");
    assertThat(reply.explanation()).contains(words);
    assertThat(header(reply, "Cache-Control")).isEqualTo("no-store");
  }

  @Nested
  class TellsTheClientAndTheApi {
    @ParameterizedTest
    @ValueSource(strings = {"app", "opaque"})
    void whatAnAccessTokenStandsFor(String client) {
      String token = text(flow.tokens(client), "access_token");
      long now = flow.clock.instant().getEpochSecond();
      for (Field caller : List.of(basic(client, SECRET), API)) {
        assertThat(active(token, caller))
            .containsOnlyKeys(
                "active",
                "iss",
                "sub",
                "aud",
                "client_id",
                "iat",
                "exp",
                "jti",
                "scope",
                "username",
                "token_type")
            .containsEntry("iss", Fixture.ISSUER.toString())
            .containsEntry("sub", "248289761001")
            .containsEntry("aud", Fixture.API)
            .containsEntry("client_id", client)
            .containsEntry("iat", now)
            .containsEntry("exp", now + 3600)
            .containsEntry("scope", "openid read")
            .containsEntry("username", "ada")
            .containsEntry("token_type", "Bearer");
      }
    }

    @Test
    void noUserNameWhereThereIsNoUser() {
      assertThat(active(flow.ownToken("app"), API))
          .containsEntry("sub", "app")
          .doesNotContainKey("username");
    }

    @Test
    void theClaimsOfTheClientButNoneThatLies() {
      assertThat(active(flow.ownToken("bound"), API)).containsEntry("tenant", "blue");
    }

    @Test
    void whatARefreshTokenStandsForIfItIsTheClientsOwn() {
      String token = text(flow.tokens("app"), "refresh_token");
      assertThat(active(token, APP))
          .containsOnlyKeys("active", "iss", "sub", "client_id", "username", "scope", "exp")
          .containsEntry("scope", "openid read")
          .containsEntry("username", "ada")
          .containsEntry("exp", flow.clock.instant().plus(Duration.ofDays(30)).getEpochSecond());
    }

    @ParameterizedTest
    @ValueSource(strings = {"access_token", "refresh_token", "urn:example:pigeon"})
    void theSameWhateverTheHintSays(String hint) {
      Map<String, Object> tokens = flow.tokens("app");
      for (String kind : List.of("access_token", "refresh_token")) {
        Reply reply =
            flow.send(
                "/introspect", Map.of("token", text(tokens, kind), "token_type_hint", hint), APP);
        assertThat(json(reply)).containsEntry("active", true);
      }
    }

    @Test
    void anApiOfSeveralThatATokenIsFor() {
      Map<String, String> request = Flow.request("app");
      String code =
          Flow.redirect(
                  flow.get(
                      "/authorize",
                      form(request) + "&resource=" + Fixture.API + "&resource=" + Flow.SECOND))
              .get("code");
      String token = text(flow.redeem(code, "app", "https://app.example/back"), "access_token");
      assertThat(active(token, API)).containsEntry("aud", List.of(Fixture.API, Flow.SECOND));
      inactive(token, STRANGE_API, "neither issued to client strange-api");
    }
  }

  @Nested
  class CallsInactive {
    @ParameterizedTest
    @ValueSource(strings = {"app", "opaque"})
    void anAccessTokenThatExpired(String client) {
      String token = text(flow.tokens(client), "access_token");
      flow.advance(Duration.ofMinutes(59).plusSeconds(59));
      active(token, API);
      flow.advance(Duration.ofSeconds(1));
      inactive(token, API, "expired at");
    }

    @Test
    void aRefreshTokenThatExpiredOrWasUsed() {
      String first = text(flow.tokens("app"), "refresh_token");
      Map<String, Object> renewed =
          json(
              flow.send(
                  "/token", Map.of("grant_type", "refresh_token", "refresh_token", first), APP));
      inactive(first, APP, "used before");
      flow.advance(Duration.ofDays(30));
      inactive(text(renewed, "refresh_token"), APP, "expired at");
    }

    @ParameterizedTest
    @ValueSource(strings = {"app", "opaque"})
    void whatWasRevokedOrIssuedBeforeAReset(String client) {
      Field caller = basic(client, SECRET);
      Map<String, Object> tokens = flow.tokens(client);
      flow.send("/revoke", Map.of("token", text(tokens, "access_token")), caller);
      inactive(text(tokens, "access_token"), API, "revoked");
      active(text(tokens, "refresh_token"), caller);
      flow.send("/revoke", Map.of("token", text(tokens, "refresh_token")), caller);
      inactive(text(tokens, "refresh_token"), caller, "revoked");
      String forgotten = text(flow.tokens(client), "access_token");
      flow.provider.reset();
      inactive(forgotten, API, "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbage", "a.b.c", "a.b.c.d.e", ".", "\u00e9", "  "})
    void garbage(String token) {
      inactive(token, APP, "token");
    }

    @Test
    void anIdTokenAndAForeignOne() {
      inactive(text(flow.tokens("app"), "id_token"), APP, "typ");
      String foreign = text(new Flow().tokens("app"), "access_token");
      inactive(foreign, APP, "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"app", "opaque"})
    void aTokenWithOneBitChanged(String client) {
      String token = text(flow.tokens(client), "access_token");
      for (int at = token.length() - 40; at < token.length(); at++) {
        char[] changed = token.toCharArray();
        changed[at] ^= (char) 1;
        inactive(new String(changed), basic(client, SECRET), "");
      }
    }

    @Test
    void aTokenOfAnotherClientOrForAnotherApi() {
      Map<String, Object> tokens = flow.tokens("app");
      inactive(text(tokens, "access_token"), OTHER, "neither issued to client other");
      inactive(text(tokens, "access_token"), STRANGE_API, "neither issued");
      inactive(text(tokens, "refresh_token"), OTHER, "another client than other");
      inactive(text(tokens, "refresh_token"), API, "another client than orders-api");
    }
  }

  @Nested
  class RefusesTheCaller {
    @Test
    void whoProvesNothing() {
      String token = flow.ownToken("app");
      refused(ask(token), 401, "invalid_client", "does not say which client");
      refused(ask(token, basic("app", "wrong")), 401, "invalid_client", "secret");
      refused(ask(token, basic("nobody", SECRET)), 401, "invalid_client", "no client");
      Reply reply = ask(token, Flow.bearer(token));
      refused(reply, 401, "invalid_client", "scheme");
      assertThat(header(reply, "WWW-Authenticate")).startsWith("Basic");
    }

    @Test
    void whoIsPublic() {
      Map<String, Object> tokens = flow.tokens(nativeRequest());
      refused(
          flow.send(
              "/introspect", Map.of("token", text(tokens, "access_token"), "client_id", "native")),
          401,
          "invalid_client",
          "is public");
    }

    @Test
    void whoSendsNoTokenOrOneInTheQuery() {
      refused(flow.send("/introspect", Map.of(), APP), 400, "invalid_request", "token is missing");
      refused(ask("", APP), 400, "invalid_request", "token is missing");
      refused(flow.get("/introspect", "token=x", APP), 405, "invalid_request", "another method");
      ServerRequest right = Fixture.post("token=x", APP);
      refused(
          flow.answer(
              "/introspect",
              new ServerRequest("POST", "http", "x", "/", "a=b", right.fields(), right.body())),
          400,
          "invalid_request",
          "query");
    }

    private Map<String, String> nativeRequest() {
      Map<String, String> request = Flow.request("native");
      request.put("redirect_uri", "http://127.0.0.1/callback");
      return request;
    }
  }

  @Test
  void anApiThatAlsoHasGrantsNeedsAnAudience() {
    RegisteredClient.Builder api =
        RegisteredClient.resourceServer("api", Secret.of(SECRET), Fixture.API);
    assertThat(api.build().protectedResources()).containsExactly(Fixture.API);
    assertThatThrownBy(() -> api.grantTypes("client_credentials").build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("audience");
  }
}
