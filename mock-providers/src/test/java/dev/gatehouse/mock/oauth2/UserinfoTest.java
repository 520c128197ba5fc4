package dev.gatehouse.mock.oauth2;

import static dev.gatehouse.mock.oauth2.Fixture.FORM;
import static dev.gatehouse.mock.oauth2.Fixture.SECRET;
import static dev.gatehouse.mock.oauth2.Fixture.basic;
import static dev.gatehouse.mock.oauth2.Fixture.header;
import static dev.gatehouse.mock.oauth2.Fixture.json;
import static dev.gatehouse.mock.oauth2.Flow.bearer;
import static dev.gatehouse.mock.oauth2.Flow.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.connection.Secret;
import dev.gatehouse.mock.exchange.Field;
import dev.gatehouse.mock.exchange.Reply;
import dev.gatehouse.mock.exchange.ServerRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UserinfoTest {
  private static final User ADA =
      User.of("ada", Secret.of("lovelace"))
          .withSubject("248289761001")
          .withClaim("name", "Ada Lovelace")
          .withClaim("email", "ada@example.org")
          .withClaim("email_verified", true)
          .withClaim("phone_number", "+44 20 1843")
          .withClaim("address", Map.of("country", "England"))
          .withClaim("shoe_size", 37);

  private final Flow flow = new Flow(builder -> builder.user(ADA));

  private String token(String client, String scope) {
    return text(flow.tokens(Flow.with(Flow.request(client), "scope", scope)), "access_token");
  }

  private Map<String, Object> claims(String token) {
    Reply reply = flow.get("/userinfo", null, bearer(token));
    assertThat(reply.response().status()).as(reply.explanation()).isEqualTo(200);
    assertThat(header(reply, "Content-Type")).isEqualTo("application/json");
    assertThat(header(reply, "Cache-Control")).isEqualTo("no-store");
    assertThat(reply.event()).isEqualTo("userinfo.served");
    return json(reply);
  }

  private void refused(Reply reply, int status, String challenge, String words) {
    assertThat(reply.response().status()).isEqualTo(status);
    assertThat(header(reply, "WWW-Authenticate")).startsWith("Bearer realm=").contains(challenge);
    assertThat(reply.event()).isEqualTo("userinfo.refused");
    assertThat(reply.explanation()).contains(words);
    assertThat(new String(reply.response().body(), StandardCharsets.UTF_8))
        .doesNotContain("248289761001", "Lovelace");
  }

  @Nested
  class Tells {
    @ParameterizedTest
    @CsvSource({
      "openid,sub",
      "openid read,sub",
      "openid profile,sub name preferred_username",
      "openid email,sub email email_verified",
      "openid phone,sub phone_number",
      "openid address,sub address",
      "openid profile email phone address,"
          + "sub name preferred_username email email_verified phone_number address"
    })
    void whatTheScopesLetItTell(String scope, String names) {
      for (String client : List.of("app", "opaque")) {
        assertThat(claims(token(client, scope)))
            .containsOnlyKeys(names.split(" "))
            .containsEntry("sub", "248289761001");
      }
    }

    @Test
    void theClaimsAsTheyAre() {
      assertThat(claims(token("app", "openid email address")))
          .containsEntry("email", "ada@example.org")
          .containsEntry("email_verified", true)
          .containsEntry("address", Map.of("country", "England"));
    }

    @Test
    void whatTheParameterClaimsAsksForHereAndNotWhatItAsksForInTheIdToken() {
      Map<String, String> request = Flow.request("app");
      request.put(
          "claims",
          "{\"userinfo\":{\"shoe_size\":null,\"unheard_of\":{\"essential\":true}},"
              + "\"id_token\":{\"email\":null}}");
      Map<String, Object> tokens = flow.tokens(request);
      assertThat(claims(text(tokens, "access_token"))).containsOnlyKeys("sub", "shoe_size");
      Map<String, Object> renewed =
          json(
              flow.send(
                  "/token",
                  Map.of(
                      "grant_type",
                      "refresh_token",
                      "refresh_token",
                      text(tokens, "refresh_token")),
                  Flow.APP));
      assertThat(claims(text(renewed, "access_token"))).containsOnlyKeys("sub", "shoe_size");
    }

    @Test
    void onlyWhatANarrowedTokenMayHave() {
      Map<String, Object> tokens =
          flow.tokens(Flow.with(Flow.request("app"), "scope", "openid email profile"));
      Map<String, Object> narrowed =
          json(
              flow.send(
                  "/token",
                  Map.of(
                      "grant_type",
                      "refresh_token",
                      "refresh_token",
                      text(tokens, "refresh_token"),
                      "scope",
                      "openid email"),
                  Flow.APP));
      assertThat(claims(text(narrowed, "access_token")))
          .containsOnlyKeys("sub", "email", "email_verified");
    }

    @Test
    void byPostToo() {
      ServerRequest request =
          new ServerRequest(
              "POST", "http", "x", "/", null, List.of(bearer(token("app", "openid"))), new byte[0]);
      assertThat(json(flow.answer("/userinfo", request))).containsOnlyKeys("sub");
    }
  }

  @Nested
  class Refuses {
    @Test
    void whoeverHasNoToken() {
      Reply reply = flow.get("/userinfo", null);
      refused(reply, 401, "Bearer realm=", "no Authorization field");
      assertThat(header(reply, "WWW-Authenticate")).doesNotContain("error=");
      refused(flow.get("/userinfo", null, basic("app", SECRET)), 401, "Bearer", "another scheme");
    }

    @Test
    void aTokenAnywhereButInTheHeader() {
      String token = token("app", "openid");
      refused(
          flow.get("/userinfo", "access_token=" + token), 400, "invalid_request", "in the query");
      ServerRequest form =
          new ServerRequest(
              "POST",
              "http",
              "x",
              "/",
              null,
              List.of(new Field("Content-Type", FORM)),
              ("access_token=" + token).getBytes(StandardCharsets.UTF_8));
      refused(flow.answer("/userinfo", form), 400, "invalid_request", "Authorization field");
    }

    @Test
    void aTokenWithoutTheScopeOpenid() {
      String token = token("app", "read email");
      Reply reply = flow.get("/userinfo", null, bearer(token));
      refused(reply, 403, "error=\"insufficient_scope\"", "lacks the scope openid");
      assertThat(header(reply, "WWW-Authenticate")).contains("scope=\"openid\"");
    }

    @Test
    void aTokenBehindWhichIsNoUser() {
      refused(
          flow.get("/userinfo", null, bearer(flow.ownToken("app"))),
          401,
          "error=\"invalid_token\"",
          "no user has logged in");
    }

    @ParameterizedTest
    @ValueSource(strings = {"app", "opaque"})
    void aTokenThatExpiredOrWasChangedOrForgotten(String client) {
      String token = token(client, "openid");
      char[] changed = token.toCharArray();
      int at = changed.length - 5;
      changed[at] = changed[at] == 'A' ? 'B' : 'A'; // still a character of a token
      refusedToken(new String(changed));
      flow.advance(Duration.ofHours(1));
      refusedToken(token);
      String forgotten = token(client, "openid");
      flow.provider.reset();
      refusedToken(forgotten);
    }

    @Test
    void whatIsNoAccessTokenOfThisServer() {
      Map<String, Object> tokens = flow.tokens("app");
      refusedToken(text(tokens, "id_token"));
      refusedToken(text(tokens, "refresh_token"));
      refusedToken(text(new Flow().tokens("app"), "access_token"));
      refusedToken("garbage");
    }

    private void refusedToken(String token) {
      refused(flow.get("/userinfo", null, bearer(token)), 401, "error=\"invalid_token\"", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "PATCH"})
    void anotherMethod(String method) {
      ServerRequest request =
          new ServerRequest(
              method, "http", "x", "/", null, List.of(bearer(token("app", "openid"))), new byte[0]);
      Reply reply = flow.answer("/userinfo", request);
      assertThat(reply.response().status()).isEqualTo(405);
      assertThat(header(reply, "Allow")).isEqualTo("GET, HEAD, POST");
    }
  }
}
