package dev.gatehouse.mock.oauth2;

import static dev.gatehouse.mock.oauth2.Fixture.basic;
import static dev.gatehouse.mock.oauth2.Fixture.encode;
import static dev.gatehouse.mock.oauth2.Issuing.SECRET;
import static dev.gatehouse.mock.oauth2.Issuing.client;
import static dev.gatehouse.mock.oauth2.Issuing.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.connection.Secret;
import dev.gatehouse.mock.exchange.Reply;
import dev.gatehouse.mock.exchange.ServerRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LeniencyTest {
  private static Issuing lenient(Leniency... leniencies) {
    return new Issuing(
        builder ->
            builder
                .passwordGrant()
                .client(
                    client(
                            "app",
                            "authorization_code",
                            "password",
                            "refresh_token",
                            "client_credentials")
                        .redirectUris("http://localhost:8080/back", "https://app.example/back")
                        .pkce(Pkce.OPTIONAL)
                        .lenient(leniencies)
                        .build())
                .client(client("other", "refresh_token").lenient(leniencies).build())
                .user(User.of("ada", Secret.of("lovelace")))
                .automaticLogin("ada"));
  }

  @ParameterizedTest
  @EnumSource(Leniency.class)
  void isCalledInFilesAsInCode(Leniency leniency) {
    assertThat(leniency.id()).isEqualTo(leniency.name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }

  @Nested
  class AboutRedirectUris {
    private boolean goesTo(String uri, Leniency... leniencies) {
      String query = "response_type=code&client_id=app&scope=read&redirect_uri=" + encode(uri);
      Reply reply =
          lenient(leniencies)
              .provider
              .endpoint(Issuing.ISSUER.getPath() + "/authorize")
              .orElseThrow()
              .answer(new ServerRequest("GET", "http", "x", "/", query, List.of(), new byte[0]));
      return reply.response().status() == 303
          && Fixture.header(reply, "Location").startsWith(uri)
          && Fixture.header(reply, "Location").contains("code=");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "http://localhost:8080/back",
          "http://localhost:49152/back",
          "http://localhost/back"
        })
    void takesEveryPortOfLocalhost(String uri) {
      assertThat(goesTo(uri, Leniency.ANY_LOCALHOST_PORT)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "http://localhost:49152/other",
          "https://localhost:8080/back",
          "http://localhost.example:8080/back",
          "http://127.0.0.1:8080/back",
          "https://app.example:8443/back"
        })
    void takesNothingElseButThePort(String uri) {
      assertThat(goesTo(uri, Leniency.ANY_LOCALHOST_PORT)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"https://anywhere.example/x", "http://10.0.0.1:1/", "com.example.app:/back"})
    void takesAnyAddress(String uri) {
      assertThat(goesTo(uri, Leniency.ANY_REDIRECT_URI)).isTrue();
      assertThat(goesTo(uri)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "/back",
          "back",
          "https://a.example/#f",
          "javascript:alert(1)",
          "https:///x",
          "%"
        })
    void takesNoAddressThatIsNone(String uri) {
      assertThat(goesTo(uri, Leniency.ANY_REDIRECT_URI)).isFalse();
    }

    @Test
    void changesNothingUnlessAskedFor() {
      assertThat(goesTo("http://localhost:8080/back")).isTrue();
      assertThat(goesTo("http://localhost:49152/back")).isFalse();
    }
  }

  @Nested
  class AboutThePlaceOfTheSecret {
    private final String form = "grant_type=client_credentials";
    private final String inBody = form + "&client_id=app&client_secret=";

    @Test
    void takesItInTheHeaderAndInTheBody() {
      Issuing issuing = lenient(Leniency.SECRET_IN_HEADER_OR_BODY);
      Issuing.accessToken(issuing.post(form, basic("app", SECRET)));
      Issuing.accessToken(issuing.post(inBody + encode(SECRET)));
    }

    @Test
    void takesNoOtherSecretAndNotBothAtOnce() {
      Issuing issuing = lenient(Leniency.SECRET_IN_HEADER_OR_BODY);
      assertThat(issuing.post(form, basic("app", SECRET + "x")).response().status()).isEqualTo(401);
      assertThat(issuing.post(inBody + "x").response().status()).isEqualTo(401);
      assertThat(issuing.post(form + "&client_id=app").response().status()).isEqualTo(401);
      refused(
          issuing.post(inBody + encode(SECRET), basic("app", SECRET)),
          "invalid_request",
          "several methods at once");
    }

    @Test
    void changesNothingUnlessAskedFor() {
      assertThat(lenient().post(form, basic("app", SECRET)).response().status()).isEqualTo(401);
    }
  }

  @Nested
  class AboutRefreshTokens {
    private final Issuing issuing = lenient(Leniency.REUSABLE_REFRESH_TOKENS);
    private final String token = refreshToken(issuing);

    private static String refreshToken(Issuing issuing) {
      Map<String, Object> answer =
          Fixture.json(
              issuing.token(
                  "app",
                  Map.of("grant_type", "password", "username", "ada", "password", "lovelace")));
      return String.valueOf(answer.get("refresh_token"));
    }

    private Reply renew(String client) {
      return issuing.token(client, Map.of("grant_type", "refresh_token", "refresh_token", token));
    }

    @Test
    void takesOneAgainAndAgainUntilItExpires() {
      for (int i = 0; i < 3; i++) {
        Reply reply = renew("app");
        Issuing.accessToken(reply);
        assertThat(Fixture.json(reply)).doesNotContainKey("refresh_token");
      }
      issuing.advance(Duration.ofDays(30));
      refused(renew("app"), "invalid_grant", "expired");
    }

    @Test
    void takesNoneOfAnotherClient() {
      refused(renew("other"), "invalid_grant", "another client");
    }

    @Test
    void takesNoneAfterAReset() {
      issuing.provider.reset();
      refused(renew("app"), "invalid_grant", "reset");
    }

    /** What strictness means, at 64 at once. */
    @Test
    void takesEachOnceUnlessAskedFor() throws Exception {
      Issuing strict = lenient();
      String once = refreshToken(strict);
      ExecutorService threads = Executors.newFixedThreadPool(64);
      try {
        List<Callable<Reply>> work = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
          work.add(
              () ->
                  strict.token(
                      "app", Map.of("grant_type", "refresh_token", "refresh_token", once)));
        }
        int won = 0;
        String next = "";
        for (var done : threads.invokeAll(work)) {
          if (done.get().response().status() == 200) {
            won++;
            next = String.valueOf(Fixture.json(done.get()).get("refresh_token"));
          } else {
            refused(done.get(), "invalid_grant", "used before");
          }
        }
        assertThat(won).isEqualTo(1);
        // Somebody has a copy of it: the whole family is revoked.
        refused(
            strict.token("app", Map.of("grant_type", "refresh_token", "refresh_token", next)),
            "invalid_grant",
            "revoked");
      } finally {
        threads.shutdownNow();
      }
    }
  }
}
