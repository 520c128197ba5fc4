package dev.gatehouse.mock.oauth2;

import static dev.gatehouse.mock.oauth2.Fixture.header;
import static dev.gatehouse.mock.oauth2.Fixture.json;
import static dev.gatehouse.mock.oauth2.Flow.APP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.mock.exchange.Field;
import dev.gatehouse.mock.exchange.Reply;
import dev.gatehouse.mock.exchange.ServerRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CorsTest {
  private static final String ALLOW = "Access-Control-Allow-Origin";

  private final Flow flow = new Flow();

  private static Field origin(String origin) {
    return new Field("Origin", origin);
  }

  private static ServerRequest preflight(String origin, String method) {
    return new ServerRequest(
        "OPTIONS",
        "http",
        "127.0.0.1:1",
        "/",
        null,
        List.of(
            origin(origin),
            new Field("Access-Control-Request-Method", method),
            new Field("Access-Control-Request-Headers", "authorization,dpop")),
        new byte[0]);
  }

  private Reply ask(Flow server, String origin) {
    return server.send("/token", Map.of("grant_type", "client_credentials"), APP, origin(origin));
  }

  @ParameterizedTest
  @CsvSource({"/token,POST", "/revoke,POST", "/par,POST", "/userinfo,'GET, HEAD, POST'"})
  void answersTheBrowsersQuestionForPagesOfAClient(String endpoint, String methods) {
    Reply reply = flow.answer(endpoint, preflight("https://app.example", "POST"));
    assertThat(reply.response().status()).isEqualTo(204);
    assertThat(header(reply, ALLOW)).isEqualTo("https://app.example");
    assertThat(header(reply, "Access-Control-Allow-Methods")).isEqualTo(methods);
    assertThat(header(reply, "Access-Control-Allow-Headers"))
        .isEqualTo("Authorization, Content-Type, DPoP");
    assertThat(header(reply, "Access-Control-Allow-Credentials")).isEmpty();
    assertThat(header(reply, "Vary")).isEqualTo("Origin");
    assertThat(reply.event()).isEqualTo("cors.preflight");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/jwks", "/.well-known/openid-configuration"})
  void letsAnybodyReadItsDocuments(String document) {
    Reply question = flow.answer(document, preflight("https://anybody.example", "GET"));
    assertThat(question.response().status()).isEqualTo(204);
    assertThat(header(question, ALLOW)).isEqualTo("*");
    Reply reply = flow.get(document, null, origin("https://anybody.example"));
    assertThat(reply.response().status()).isEqualTo(200);
    assertThat(header(reply, ALLOW)).isEqualTo("*");
  }

  @Test
  void letsPagesOfAClientReadGoodAnswersAndRefusals() {
    Reply good = ask(flow, "https://app.example");
    assertThat(json(good)).containsKey("access_token");
    assertThat(header(good, ALLOW)).isEqualTo("https://app.example");
    assertThat(header(good, "Access-Control-Expose-Headers")).contains("WWW-Authenticate");
    Reply refused = flow.send("/token", Map.of(), origin("https://other.example"));
    assertThat(refused.response().status()).isEqualTo(401);
    assertThat(header(refused, ALLOW)).isEqualTo("https://other.example");
  }

  /** As a redirect does, whose port the operating system chooses. */
  @Test
  void letsALoopbackPageHaveAnyPort() {
    assertThat(header(ask(flow, "http://127.0.0.1:5173"), ALLOW))
        .isEqualTo("http://127.0.0.1:5173");
  }

  @Nested
  class KeepsAnswersFrom {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "https://evil.example",
          "http://app.example",
          "https://app.example:8443",
          "https://app.example.evil.example",
          "https://APP.example",
          "https://app.example/",
          "http://127.0.0.1.evil.example",
          "http://localhost:5173",
          "null",
          "*",
          ""
        })
    void pagesOfOtherOrigins(String origin) {
      Reply question = flow.answer("/token", preflight(origin, "POST"));
      assertThat(question.response().status()).isEqualTo(403);
      assertThat(header(question, ALLOW)).isEmpty();
      assertThat(question.event()).isEqualTo("cors.refused");
      Reply reply = ask(flow, origin);
      assertThat(header(reply, ALLOW)).isEmpty();
      assertThat(header(reply, "Vary")).isEqualTo("Origin");
      assertThat(reply.explanation()).contains("keep the answer from the page", "allowedOrigins");
    }

    @Test
    void everyPageWhereNoPageHasAnythingToDo() {
      for (String endpoint : List.of("/authorize", "/introspect")) {
        Reply question = flow.answer(endpoint, preflight("https://app.example", "POST"));
        assertThat(question.response().status()).isEqualTo(405);
        assertThat(header(question, ALLOW)).isEmpty();
      }
    }
  }

  @Test
  void saysNothingOfOriginsToWhoHasNone() {
    Reply reply = flow.send("/token", Map.of("grant_type", "client_credentials"), APP);
    assertThat(header(reply, ALLOW)).isEmpty();
    Reply own = ask(flow, "http://127.0.0.1:1");
    assertThat(own.explanation()).doesNotContain("keep the answer");
  }

  @Test
  void allowsMoreOriginsByName() {
    Flow named = new Flow(builder -> builder.allowedOrigins("https://dev.example", "null"));
    assertThat(header(ask(named, "https://dev.example"), ALLOW)).isEqualTo("https://dev.example");
    assertThat(header(ask(named, "null"), ALLOW)).isEqualTo("null");
    assertThat(header(ask(named, "https://app.example"), ALLOW)).isEqualTo("https://app.example");
    assertThat(header(ask(named, "https://evil.example"), ALLOW)).isEmpty();
    Flow all = new Flow(builder -> builder.allowedOrigins("*"));
    assertThat(header(ask(all, "https://evil.example"), ALLOW)).isEqualTo("*");
  }
}
