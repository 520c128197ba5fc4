package dev.gatehouse.mock.oauth2;

import static dev.gatehouse.mock.oauth2.Fixture.SECRET;
import static dev.gatehouse.mock.oauth2.Fixture.basic;
import static dev.gatehouse.mock.oauth2.Fixture.header;
import static dev.gatehouse.mock.oauth2.Fixture.json;
import static dev.gatehouse.mock.oauth2.Flow.APP;
import static dev.gatehouse.mock.oauth2.Flow.OTHER;
import static dev.gatehouse.mock.oauth2.Flow.bearer;
import static dev.gatehouse.mock.oauth2.Flow.refused;
import static dev.gatehouse.mock.oauth2.Flow.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.mock.exchange.Field;
import dev.gatehouse.mock.exchange.Reply;
import dev.gatehouse.mock.gate.TokenVerdict;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RevocationTest {
  private final Flow flow = new Flow();

  private Reply revoke(String token, Field... caller) {
    return flow.send("/revoke", Map.of("token", token), caller);
  }

  private void done(Reply reply, String event) {
    assertThat(reply.response().status()).isEqualTo(200);
    assertThat(reply.response().body()).isEmpty();
    assertThat(reply.event()).isEqualTo(event);
    assertThat(header(reply, "Cache-Control")).isEqualTo("no-store");
  }

  private TokenVerdict verdict(String token) {
    return flow.provider.accessTokenVerifier(Fixture.API).verify(token);
  }

  private void revoked(String token) {
    assertThat(verdict(token))
        .isInstanceOfSatisfying(
            TokenVerdict.Invalid.class,
            invalid -> assertThat(invalid.reason()).isEqualTo("revoked-token"));
    Reply userinfo = flow.get("/userinfo", null, bearer(token));
    assertThat(userinfo.response().status()).isEqualTo(401);
    assertThat(header(userinfo, "WWW-Authenticate")).contains("error=\"invalid_token\"");
  }

  private Reply refresh(String token, Field caller) {
    return flow.send(
        "/token", Map.of("grant_type", "refresh_token", "refresh_token", token), caller);
  }

  @ParameterizedTest
  @ValueSource(strings = {"app", "opaque"})
  void anAccessTokenEndsAlone(String client) {
    Field caller = basic(client, SECRET);
    Map<String, Object> tokens = flow.tokens(client);
    String sibling =
        text(json(refresh(text(flow.tokens(client), "refresh_token"), caller)), "access_token");
    done(revoke(text(tokens, "access_token"), caller), "token.revoked");
    revoked(text(tokens, "access_token"));
    assertThat(verdict(sibling)).isInstanceOf(TokenVerdict.Valid.class);
    assertThat(refresh(text(tokens, "refresh_token"), caller).response().status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"app", "opaque"})
  void aRefreshTokenEndsWithAllItsAuthorizationGave(String client) {
    Field caller = basic(client, SECRET);
    Map<String, Object> first = flow.tokens(client);
    Map<String, Object> second = json(refresh(text(first, "refresh_token"), caller));
    String other = text(flow.tokens(client), "access_token");
    done(revoke(text(second, "refresh_token"), caller), "token.revoked");
    revoked(text(first, "access_token"));
    revoked(text(second, "access_token"));
    refused(refresh(text(second, "refresh_token"), caller), 400, "invalid_grant", "was revoked");
    assertThat(verdict(other)).isInstanceOf(TokenVerdict.Valid.class);
  }

  @Test
  void aPublicClientRevokesByItsId() {
    Map<String, String> request = Flow.request("native");
    request.put("redirect_uri", "http://127.0.0.1/callback");
    String token = text(flow.tokens(request), "access_token");
    done(flow.send("/revoke", Map.of("token", token, "client_id", "native")), "token.revoked");
    revoked(token);
  }

  @ParameterizedTest
  @ValueSource(strings = {"access_token", "refresh_token", "nonsense"})
  void whateverTheHintSays(String hint) {
    for (String kind : new String[] {"access_token", "refresh_token"}) {
      Map<String, Object> tokens = flow.tokens("app");
      done(
          flow.send("/revoke", Map.of("token", text(tokens, kind), "token_type_hint", hint), APP),
          "token.revoked");
      assertThat(verdict(text(tokens, "access_token"))).isInstanceOf(TokenVerdict.Invalid.class);
    }
  }

  @Test
  void nothingHappensToWhatIsNoGoodToken() {
    done(revoke("garbage", APP), "token.unknown");
    done(revoke("a.b.c", APP), "token.unknown");
    String token = text(flow.tokens("app"), "access_token");
    done(revoke(token, APP), "token.revoked");
    done(revoke(token, APP), "token.unknown");
    String expired = text(flow.tokens("app"), "access_token");
    flow.advance(Duration.ofHours(1));
    done(revoke(expired, APP), "token.unknown");
    done(revoke(text(new Flow().tokens("app"), "access_token"), APP), "token.unknown");
  }

  @Test
  void refusesATokenOfAnotherClientAndLeavesItGood() {
    Map<String, Object> tokens = flow.tokens("app");
    for (String kind : new String[] {"access_token", "refresh_token"}) {
      refused(revoke(text(tokens, kind), OTHER), 400, "invalid_grant", "client app");
    }
    assertThat(verdict(text(tokens, "access_token"))).isInstanceOf(TokenVerdict.Valid.class);
    assertThat(refresh(text(tokens, "refresh_token"), APP).response().status()).isEqualTo(200);
  }

  @Test
  void refusesATokenOfAKindThatCannotBeRevoked() {
    refused(
        revoke(text(flow.tokens("app"), "id_token"), APP),
        400,
        "unsupported_token_type",
        "ID token");
  }

  @Test
  void refusesACallerWhoProvesNothing() {
    String token = text(flow.tokens("app"), "access_token");
    refused(revoke(token), 401, "invalid_client", "does not say which client");
    refused(revoke(token, basic("app", "wrong")), 401, "invalid_client", "secret");
    refused(
        flow.send("/revoke", Map.of("token", token, "client_id", "app")),
        401,
        "invalid_client",
        "registered for client_secret_basic");
    assertThat(verdict(token)).isInstanceOf(TokenVerdict.Valid.class);
  }

  @Test
  void refusesARequestThatIsNone() {
    refused(flow.send("/revoke", Map.of(), APP), 400, "invalid_request", "token is missing");
    refused(flow.get("/revoke", "token=x", APP), 405, "invalid_request", "another method");
  }
}
