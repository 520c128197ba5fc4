package dev.gatehouse.mock.oauth2;

import static dev.gatehouse.mock.oauth2.Fixture.header;
import static dev.gatehouse.mock.oauth2.Visitor.answer;
import static dev.gatehouse.mock.oauth2.Visitor.body;
import static dev.gatehouse.mock.oauth2.Visitor.shows;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import dev.gatehouse.mock.exchange.Reply;
import dev.gatehouse.mock.exchange.ServerRequest;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndSessionTest {
  private static final String BYE = "https://own.example/bye?a=b";

  private final PeopleFixture fixture =
      new PeopleFixture(
          builder ->
              builder.client(
                  PeopleFixture.client("own")
                      .consentRequired(false)
                      .postLogoutRedirectUris(BYE)
                      .build()));
  private final Visitor ada = fixture.ada;

  private String logIn(Visitor visitor, String username, String password) {
    Reply back = fixture.logIn(visitor, username, password);
    return String.valueOf(fixture.tokens("own", back).get("id_token"));
  }

  private String idToken() {
    return logIn(ada, "ada", "lovelace");
  }

  private Reply end(String... parameters) {
    Map<String, String> all = new LinkedHashMap<>();
    for (int i = 0; i < parameters.length; i += 2) {
      all.put(parameters[i], parameters[i + 1]);
    }
    return ada.get("end_session", all);
  }

  private void isLoggedIn(boolean yes) {
    Reply reply = fixture.authorize(ada, "own", "prompt", "none");
    assertThat(answer(reply)).containsKey(yes ? "code" : "error");
  }

  @Nested
  class LogsOut {
    @Test
    void whoTheIdTokenNamesAndGoesBackToTheClient() {
      Reply back = end("id_token_hint", idToken(), "post_logout_redirect_uri", BYE, "state", "x&y");
      assertThat(back.response().status()).isEqualTo(303);
      assertThat(header(back, "Location")).isEqualTo(BYE + "&state=x%26y");
      assertThat(header(back, "Cache-Control")).isEqualTo("no-store");
      assertThat(back.event()).isEqualTo("logout.success");
      assertThat(back.explanation()).contains("ada logged out");
      isLoggedIn(false);
      assertThat(ada.cookies()).hasSize(1);
    }

    @Test
    void byPostToo() {
      String hint = idToken();
      shows(ada.post("end_session", Map.of("id_token_hint", hint)), "You are logged out");
      isLoggedIn(false);
    }

    @Test
    void byAnIdTokenThatHasExpired() {
      String hint = idToken();
      fixture.advance(Duration.ofHours(7));
      shows(end("id_token_hint", hint, "client_id", "own"), "You are logged out");
      isLoggedIn(false);
    }

    @Test
    void byAnIdTokenOfAnEarlierLogInOfTheSameUser() {
      String hint = idToken();
      fixture.logInAda();
      shows(end("id_token_hint", hint), "You are logged out");
      isLoggedIn(false);
    }

    @Test
    void fromAnotherBrowserByTheIdToken() {
      String hint = idToken();
      Reply reply = new Visitor(fixture.provider).get("end_session", Map.of("id_token_hint", hint));
      shows(reply, "You are logged out");
      isLoggedIn(false);
    }

    @Test
    void oneOfTwoUsers() {
      String hint = idToken();
      fixture.logInGrace();
      shows(end("id_token_hint", hint), "You are logged out");
      assertThat(fixture.idToken("own", fixture.authorize(ada, "own")))
          .containsEntry("sub", "grace");
    }

    @Test
    void nobodyWithoutAnyQuestion() {
      assertThat(end("client_id", "own", "post_logout_redirect_uri", BYE).response().status())
          .isEqualTo(303);
      assertThat(end().explanation()).contains("nobody was logged in");
    }

    @Test
    void soThatACookieKeptByAThiefIsWorthNothing() {
      String hint = idToken();
      Visitor thief = ada.copy();
      end("id_token_hint", hint);
      shows(fixture.authorize(thief, "own"), "Log in");
    }
  }

  @Nested
  class Asks {
    @Test
    void withoutAnIdToken() {
      fixture.logInAda();
      Reply page = end("client_id", "own", "post_logout_redirect_uri", BYE);
      shows(page, "Log out?");
      assertThat(body(page)).contains("<strong>own</strong> asks", "<strong>ada</strong>");
      assertThat(page.event()).isEqualTo("logout.asked");
      isLoggedIn(true);
      Reply back = ada.submit(page, Map.of("action", "logout"));
      assertThat(header(back, "Location")).isEqualTo(BYE);
      isLoggedIn(false);
    }

    @Test
    void andTakesNoForAnAnswer() {
      fixture.logInAda();
      Reply stays = ada.submit(end(), Map.of("action", "stay"));
      shows(stays, "You are still logged in");
      assertThat(stays.event()).isEqualTo("logout.refused");
      isLoggedIn(true);
    }

    @Test
    void whenTheIdTokenIsOfAnotherUser() {
      String hint = logIn(new Visitor(fixture.provider), "grace", "hopper");
      fixture.logInAda();
      Reply page = end("id_token_hint", hint);
      shows(page, "Log out?");
      assertThat(page.explanation()).contains("of another user");
      isLoggedIn(true);
    }

    @Test
    void andLogsAllOut() {
      fixture.logInAda();
      fixture.logInGrace();
      ada.submit(end(), Map.of("action", "logout"));
      shows(fixture.authorize(ada, "own"), "Log in");
    }

    @Test
    void andTakesNoFormOfAnotherSite() {
      fixture.logInAda();
      Visitor eve = new Visitor(fixture.provider);
      fixture.logIn(eve, "grace", "hopper");
      Reply page = eve.get("end_session", Map.of());
      shows(ada.submit(page, Map.of("action", "logout")), "This page cannot be used any more");
      shows(ada.post("logout", Map.of("action", "logout")), "This page cannot be used any more");
      isLoggedIn(true);
    }

    @Test
    void onceOnly() {
      fixture.logInAda();
      Reply page = end();
      ada.submit(page, Map.of("action", "stay"));
      Reply again = ada.submit(page, Map.of("action", "logout"));
      assertThat(again.explanation()).contains("sent before");
      isLoggedIn(true);
    }
  }

  @Nested
  class Refuses {
    private void refused(Reply reply, String words) {
      shows(reply, "You cannot be logged out like this");
      assertThat(reply.response().status()).isEqualTo(400);
      assertThat(reply.event()).isEqualTo("logout.refused");
      assertThat(reply.explanation()).contains(words);
      isLoggedIn(true);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "https://evil.example/",
          "https://own.example/bye",
          "https://own.example/bye?a=b&c=d",
          "https://own.example/bye?a=b#x",
          "https://OWN.example/bye?a=b",
          "http://own.example/bye?a=b",
          "https://own.example/back",
          "//own.example/bye?a=b",
          "javascript:alert(1)"
        })
    void anAddressThatIsNotRegistered(String uri) {
      refused(
          end("id_token_hint", idToken(), "post_logout_redirect_uri", uri),
          "is not registered for client own");
    }

    @Test
    void anAddressOfNobody() {
      fixture.logInAda();
      refused(end("post_logout_redirect_uri", BYE), "to tell whose it is");
    }

    @Test
    void anAddressOfAnotherClient() {
      fixture.logInAda();
      refused(
          end("client_id", "app", "post_logout_redirect_uri", BYE),
          "is not registered for client app");
    }

    @Test
    void aClientThatIsUnknownOrAnother() {
      refused(end("id_token_hint", idToken(), "client_id", "app"), "was issued to own");
      refused(end("id_token_hint", idToken(), "client_id", "nobody"), "no client is registered");
    }

    @Test
    void whatIsNoIdToken() {
      Reply back = fixture.logIn(ada, "ada", "lovelace");
      Map<String, Object> tokens = fixture.tokens("own", back);
      refused(end("id_token_hint", String.valueOf(tokens.get("access_token"))), "an access token");
      refused(end("id_token_hint", "garbage"), "no signed JWT");
      refused(end("id_token_hint", "a.b.c.d.e"), "no signed JWT");
      refused(end("id_token_hint", "eyJhbGciOiJub25lIn0.e30."), "no signed JWT");
    }

    @Test
    void anIdTokenSignedByAnotherKey() throws Exception {
      JWSObject right = JWSObject.parse(idToken());
      JWSObject forged = new JWSObject(right.getHeader(), right.getPayload());
      KeyPairGenerator keys = KeyPairGenerator.getInstance("RSA");
      keys.initialize(2048);
      forged.sign(new RSASSASigner(keys.generateKeyPair().getPrivate()));
      refused(end("id_token_hint", forged.serialize()), "signed by another key");
    }

    @Test
    void anIdTokenByAnotherAlgorithmThanTheClients() throws Exception {
      JWSObject right = JWSObject.parse(idToken());
      JWSHeader header =
          new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(right.getHeader().getKeyID()).build();
      JWSObject forged = new JWSObject(header, right.getPayload());
      forged.sign(new MACSigner("a key of thirty-two octets, or more"));
      refused(end("id_token_hint", forged.serialize()), "by RS256");
    }

    @Test
    void anIdTokenChangedByOneBit() {
      String hint = idToken();
      int signature = hint.lastIndexOf('.') + 1;
      for (int at = signature; at < hint.length(); at += 11) {
        char[] changed = hint.toCharArray();
        changed[at] = changed[at] == 'A' ? 'B' : 'A';
        refused(end("id_token_hint", new String(changed)), "id_token_hint is no ID token");
      }
      char[] last = hint.toCharArray();
      last[last.length - 1] ^= (char) 1;
      refused(end("id_token_hint", new String(last)), "id_token_hint is no ID token");
    }

    @Test
    void aParameterThatComesTwice() {
      fixture.logInAda();
      Reply reply =
          fixture
              .provider
              .endpoint("/oauth2/default/end_session")
              .orElseThrow()
              .answer(
                  new ServerRequest(
                      "GET",
                      "http",
                      "x",
                      "/",
                      "client_id=own&client_id=app",
                      List.of(),
                      new byte[0]));
      refused(reply, "more than once");
    }
  }
}
