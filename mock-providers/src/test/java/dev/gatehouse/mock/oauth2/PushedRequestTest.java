package dev.gatehouse.mock.oauth2;

import static dev.gatehouse.mock.oauth2.Fixture.SECRET;
import static dev.gatehouse.mock.oauth2.Fixture.basic;
import static dev.gatehouse.mock.oauth2.Fixture.header;
import static dev.gatehouse.mock.oauth2.Fixture.json;
import static dev.gatehouse.mock.oauth2.Flow.APP;
import static dev.gatehouse.mock.oauth2.Flow.OTHER;
import static dev.gatehouse.mock.oauth2.Flow.form;
import static dev.gatehouse.mock.oauth2.Flow.redirect;
import static dev.gatehouse.mock.oauth2.Flow.refused;
import static dev.gatehouse.mock.oauth2.Flow.request;
import static dev.gatehouse.mock.oauth2.Flow.text;
import static dev.gatehouse.mock.oauth2.Flow.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.connection.Secret;
import dev.gatehouse.mock.exchange.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PushedRequestTest {
  private final Flow flow =
      new Flow(
          builder ->
              builder
                  .client(Flow.client("pushing").requirePushedRequests(true).build())
                  .client(Flow.client("post").authenticationMethod("client_secret_post").build()));

  private String push(Map<String, String> request) {
    Reply reply = flow.send("/par", request, basic(request.get("client_id"), SECRET));
    assertThat(reply.response().status()).as(reply.explanation()).isEqualTo(201);
    assertThat(reply.event()).isEqualTo("pushed_request.success");
    assertThat(header(reply, "Cache-Control")).isEqualTo("no-store");
    assertThat(json(reply)).containsOnlyKeys("request_uri", "expires_in");
    assertThat(json(reply)).extracting("expires_in").isEqualTo(60L);
    return text(json(reply), "request_uri");
  }

  private Reply use(String client, String uri) {
    return flow.authorize(Map.of("client_id", client, "request_uri", uri));
  }

  private static void page(Reply reply, String error, String words) {
    assertThat(reply.response().status()).as(reply.explanation()).isEqualTo(400);
    assertThat(header(reply, "Location")).isEmpty();
    assertThat(new String(reply.response().body(), StandardCharsets.UTF_8)).contains(error);
    assertThat(reply.event()).isEqualTo("authorization_request.refused");
    assertThat(reply.explanation()).contains(words);
  }

  @Nested
  class Takes {
    @Test
    void aRequestThatTheAuthorizationEndpointThenAnswers() {
      String uri = push(request("app"));
      assertThat(uri).matches("urn:ietf:params:oauth:request_uri:[A-Za-z0-9_-]{43}");
      Map<String, String> answer = redirect(use("app", uri));
      assertThat(answer).containsOnlyKeys("code", "state", "iss").containsEntry("state", "s t&=");
      assertThat(flow.redeem(answer.get("code"), "app", "https://app.example/back"))
          .containsEntry("scope", "openid read");
    }

    @Test
    void noNoticeOfWhatTheBrowserAdds() {
      Map<String, String> asked = with(request("app"), "request_uri", push(request("app")));
      asked.put("scope", "openid write");
      asked.put("state", "forged");
      asked.put("redirect_uri", "https://evil.example");
      Map<String, String> answer = redirect(flow.authorize(asked));
      assertThat(answer).containsEntry("state", "s t&=");
      assertThat(flow.redeem(answer.get("code"), "app", "https://app.example/back"))
          .containsEntry("scope", "openid read");
    }

    @Test
    void aRequestOfAClientThatProvesItselfInTheBodyAndForgetsTheProof() {
      Map<String, String> asked = with(request("post"), "client_secret", SECRET);
      Reply reply = flow.send("/par", asked);
      assertThat(reply.response().status()).isEqualTo(201);
      assertThat(redirect(use("post", text(json(reply), "request_uri")))).containsKey("code");
    }

    @Test
    void aRequestOfAPublicClient() {
      Map<String, String> asked = request("native");
      asked.put("redirect_uri", "http://127.0.0.1:50123/callback");
      Reply reply = flow.send("/par", asked);
      assertThat(header(use("native", text(json(reply), "request_uri")), "Location"))
          .startsWith("http://127.0.0.1:50123/callback?code=");
    }

    @Test
    void oneOf64WhoUseItAtOnce() throws Exception {
      String uri = push(request("app"));
      ExecutorService pool = Executors.newFixedThreadPool(64);
      try {
        List<Callable<Reply>> all = Collections.nCopies(64, () -> use("app", uri));
        int good = 0;
        for (var reply : pool.invokeAll(all)) {
          good += reply.get().response().status() == 303 ? 1 : 0;
        }
        assertThat(good).isEqualTo(1);
      } finally {
        pool.shutdownNow();
      }
    }
  }

  @Nested
  class RefusesToTake {
    @ParameterizedTest
    @CsvSource({
      "response_type,token,unsupported_response_type",
      "response_type,'',invalid_request",
      "redirect_uri,https://evil.example/back,invalid_request",
      "redirect_uri,'',invalid_request",
      "response_mode,pigeon,invalid_request",
      "scope,openid admin,invalid_scope",
      "code_challenge,'',invalid_request",
      "code_challenge_method,plain,invalid_request",
      "resource,https://third.example,invalid_target",
      "prompt,none login,invalid_request",
      "claims,[],invalid_request",
      "request,garbage,invalid_request_object",
      "request_uri,urn:ietf:params:oauth:request_uri:x,invalid_request",
      "request_uri,https://app.example/request,invalid_request"
    })
    void whatTheAuthorizationEndpointWouldRefuse(String name, String value, String error) {
      refused(flow.send("/par", with(request("app"), name, value), APP), 400, error, "");
    }

    @Test
    void aRequestOfNobody() {
      refused(flow.send("/par", request("app")), 401, "invalid_client", "registered for");
      refused(
          flow.send("/par", request("app"), basic("app", "x")), 401, "invalid_client", "secret");
      refused(flow.send("/par", request("app"), OTHER), 400, "invalid_request", "client_id");
      refused(flow.get("/par", form(request("app")), APP), 405, "invalid_request", "POST");
    }

    @Test
    void aRequestLargerThanAny() {
      refused(
          flow.send("/par", with(request("app"), "state", "x".repeat(70_000)), APP),
          413,
          "invalid_request",
          "65536");
    }
  }

  @Nested
  class RefusesAReference {
    @Test
    void usedTwice() {
      String uri = push(request("app"));
      redirect(use("app", uri));
      page(use("app", uri), "invalid_request_uri", "used before");
    }

    @Test
    void thatExpired() {
      String uri = push(request("app"));
      flow.advance(Duration.ofSeconds(60));
      page(use("app", uri), "invalid_request_uri", "expired at");
    }

    @Test
    void ofAnotherClientAndLeavesItToItsOwner() {
      String uri = push(request("app"));
      page(use("other", uri), "invalid_request_uri", "another client than other");
      redirect(use("app", uri));
    }

    @Test
    void fromBeforeAReset() {
      String uri = push(request("app"));
      flow.provider.reset();
      page(use("app", uri), "invalid_request_uri", "no such request_uri");
    }

    @Test
    void changedByOneBit() {
      String uri = push(request("app"));
      for (int at = uri.length() - 43; at < uri.length(); at++) {
        char[] changed = uri.toCharArray();
        changed[at] ^= (char) 1;
        page(use("app", new String(changed)), "invalid_request_uri", "no such request_uri");
      }
      redirect(use("app", uri));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "https://app.example/request.jwt",
          "http://127.0.0.1:1/__gatehouse/lineup",
          "urn:example:request",
          "garbage"
        })
    void fromElsewhereWithoutFetchingIt(String uri) {
      page(use("app", uri), "request_uri_not_supported", "fetches nothing");
    }

    @Test
    void withoutAClientOrBesideARequestObject() {
      String uri = push(request("app"));
      page(flow.authorize(Map.of("request_uri", uri)), "invalid_request", "client_id is missing");
      page(
          flow.authorize(Map.of("client_id", "app", "request_uri", uri, "request", "x")),
          "invalid_request",
          "both request and request_uri");
    }
  }

  @Nested
  class IsRequired {
    @Test
    void ofAClientThatSaysSo() {
      Reply plain = flow.authorize(request("pushing"));
      assertThat(redirect(plain))
          .containsEntry("error", "invalid_request")
          .doesNotContainKey("code");
      assertThat(plain.explanation()).contains("client pushing takes pushed requests only");
      assertThat(redirect(use("pushing", push(request("pushing"))))).containsKey("code");
    }

    @Test
    void ofAllWhereTheServerSaysSo() {
      Flow strict = new Flow(builder -> builder.requirePushedRequests(true));
      assertThat(redirect(strict.authorize(request("app"))))
          .containsEntry("error", "invalid_request");
      Reply reply = strict.send("/par", request("app"), APP);
      Map<String, String> byReference =
          Map.of("client_id", "app", "request_uri", text(json(reply), "request_uri"));
      assertThat(redirect(strict.authorize(byReference))).containsKey("code");
      assertThat(json(strict.get("/.well-known/openid-configuration", null)))
          .containsEntry("require_pushed_authorization_requests", true);
    }
  }

  @Test
  void aClientWithAPrivateKeyInItsJwksCannotBeRegistered() {
    RegisteredClient.Builder builder = RegisteredClient.confidential("a", Secret.of("b"));
    for (String wrong :
        List.of("{}", "[]", "x", "{\"keys\":[{\"kty\":\"oct\",\"k\":\"c2VjcmV0\"}]}")) {
      assertThatThrownBy(() -> builder.jwks(wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("jwks")
          .hasMessageNotContaining("c2VjcmV0");
    }
  }
}
