package dev.gatehouse.mock.oauth2;

import static dev.gatehouse.mock.oauth2.Visitor.answer;
import static dev.gatehouse.mock.oauth2.Visitor.body;
import static dev.gatehouse.mock.oauth2.Visitor.shows;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.mock.exchange.Reply;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SingleSignOnTest {
  private final PeopleFixture fixture = new PeopleFixture();
  private final Visitor ada = fixture.ada;

  private Reply ask(String... more) {
    return fixture.authorize(ada, "own", more);
  }

  private void refused(Reply reply, String error, String words) {
    assertThat(answer(reply)).containsEntry("error", error).containsEntry("state", "s&t");
    assertThat(reply.explanation()).contains(words);
    assertThat(reply.event()).endsWith(".refused");
  }

  @Test
  void aLogInServesTheNextRequest() {
    Map<String, Object> first = fixture.idToken("own", fixture.logIn(ada, "ada", "lovelace"));
    fixture.advance(Duration.ofMinutes(5));
    Map<String, Object> second = fixture.idToken("own", ask());
    assertThat(second)
        .containsEntry("sid", first.get("sid"))
        .containsEntry("auth_time", first.get("auth_time"));
  }

  @Test
  void aLogInEndsAfter8Hours() {
    fixture.logInAda();
    fixture.advance(Duration.ofHours(8).minusSeconds(1));
    assertThat(answer(ask())).containsKey("code");
    fixture.advance(Duration.ofSeconds(1));
    shows(ask(), "Log in");
  }

  @Test
  void aLogInEndsWithAReset() {
    fixture.logInAda();
    fixture.provider.reset();
    shows(ask(), "Log in");
  }

  @Test
  void aLogInServesNoOtherBrowser() {
    fixture.logInAda();
    shows(fixture.authorize(new Visitor(fixture.provider), "own"), "Log in");
  }

  @Test
  void theCookieChangesWithEachLogInAndTheOldOneIsWorthNothing() {
    fixture.logInAda();
    Visitor thief = ada.copy();
    fixture.logInGrace();
    assertThat(thief.cookies()).isNotEqualTo(ada.cookies());
    shows(fixture.authorize(thief, "own"), "Log in");
  }

  @Test
  void aCookieChangedByOneBitIsWorthNothing() {
    fixture.logInAda();
    for (String name : new LinkedHashMap<>(ada.cookies()).keySet()) {
      if (name.contains("session")) {
        Visitor other = ada.copy();
        char[] changed = other.cookies().get(name).toCharArray();
        changed[7] ^= (char) 1;
        other.cookies().put(name, new String(changed));
        shows(fixture.authorize(other, "own"), "Log in");
      }
    }
  }

  @Nested
  class WithoutAnyPage {
    @Test
    void comesACodeForWhoIsLoggedInAndHasConsented() {
      fixture.logInAda();
      assertThat(answer(ask("prompt", "none"))).containsKey("code");
    }

    @Test
    void nobodyIsLoggedIn() {
      refused(ask("prompt", "none"), "login_required", "nobody is logged in");
    }

    @Test
    void theUserHasNotConsented() {
      fixture.logInAda();
      refused(
          fixture.authorize(ada, "app", "prompt", "none"),
          "consent_required",
          "has not let client app have all of the scope: openid read write");
    }

    @Test
    void theLogInIsTooOld() {
      fixture.logInAda();
      fixture.advance(Duration.ofSeconds(61));
      refused(ask("prompt", "none", "max_age", "60"), "login_required", "max_age is 60 seconds");
    }

    @Test
    void twoUsersAreLoggedIn() {
      fixture.logInAda();
      fixture.logInGrace();
      refused(ask("prompt", "none"), "account_selection_required", "several users");
      Reply hinted = ask("prompt", "none", "login_hint", "ada");
      assertThat(fixture.idToken("own", hinted)).containsEntry("sub", "subject-of-ada");
    }

    @Test
    void anotherUserIsMeant() {
      fixture.logInAda();
      refused(
          ask("prompt", "none", "login_hint", "grace"), "login_required", "the user who is meant");
    }
  }

  @Nested
  class AsksAgain {
    @Test
    void whenTheRequestSaysSo() {
      fixture.logInAda();
      fixture.advance(Duration.ofMinutes(5));
      Reply page = ask("prompt", "login");
      shows(page, "Log in");
      assertThat(fixture.idToken("own", ada.logIn(page, "ada", "lovelace")))
          .containsEntry("auth_time", fixture.clock.instant().getEpochSecond());
    }

    @ParameterizedTest
    @CsvSource({"60,false", "61,true"})
    void whenTheLogInIsOlderThanTheRequestAllows(int seconds, boolean asks) {
      fixture.logInAda();
      fixture.advance(Duration.ofSeconds(seconds));
      Reply reply = ask("max_age", "60");
      assertThat(reply.response().status()).isEqualTo(asks ? 200 : 303);
      if (asks) {
        assertThat(body(reply)).contains("name=\"username\" value=\"ada\"");
        assertThat(answer(ada.logIn(reply, "ada", "lovelace"))).containsKey("code");
      }
    }

    @Test
    void alwaysWhenTheRequestAllowsNoTimeAtAll() {
      fixture.logInAda();
      shows(ask("max_age", "0"), "Log in");
    }

    @Test
    void whenTheHintNamesSomebodyElse() {
      fixture.logInAda();
      Reply page = ask("login_hint", "grace");
      assertThat(body(page)).contains("name=\"username\" value=\"grace\"");
      // It is a hint: whoever logs in is let in.
      assertThat(answer(ada.logIn(page, "ada", "lovelace"))).containsKey("code");
    }
  }

  @Nested
  class LetsThemChoose {
    @Test
    void whenTheRequestSaysSo() {
      fixture.logInAda();
      Reply page = ask("prompt", "select_account");
      shows(page, "Choose an account");
      assertThat(body(page)).contains("Ada L.").doesNotContain("grace");
      assertThat(page.event()).isEqualTo("account.asked");
      assertThat(fixture.idToken("own", ada.submit(page, Map.of("account", "ada"))))
          .containsEntry("sub", "subject-of-ada");
    }

    @Test
    void betweenTwoWhoAreLoggedIn() {
      fixture.logInAda();
      fixture.logInGrace();
      Reply page = ask();
      shows(page, "Choose an account");
      assertThat(fixture.idToken("own", ada.submit(page, Map.of("account", "grace"))))
          .containsEntry("sub", "grace");
    }

    @Test
    void somebodyElse() {
      fixture.logInAda();
      Reply login = ada.submit(ask("prompt", "select_account"), Map.of("action", "another"));
      shows(login, "Log in");
      assertThat(fixture.idToken("own", ada.logIn(login, "grace", "hopper")))
          .containsEntry("sub", "grace");
    }

    @Test
    void butNobodyWhoIsNotLoggedIn() {
      fixture.logInAda();
      shows(ada.submit(ask("prompt", "select_account"), Map.of("account", "grace")), "Log in");
    }

    @Test
    void orNobody() {
      fixture.logInAda();
      refused(
          ada.submit(ask("prompt", "select_account"), Map.of("action", "cancel")),
          "access_denied",
          "cancelled");
    }

    @Test
    void andLogInAgainWhenTheChosenLogInIsTooOld() {
      fixture.logInAda();
      fixture.advance(Duration.ofSeconds(61));
      Reply page = ask("prompt", "select_account", "max_age", "60");
      Reply login = ada.submit(page, Map.of("account", "ada"));
      shows(login, "Log in");
      assertThat(login.explanation()).contains("max_age");
    }

    @ParameterizedTest
    @ValueSource(strings = {"select_account", "login select_account"})
    void byLoggingInWhenThereIsNoChoiceOrAnewIsAskedFor(String prompt) {
      if (prompt.startsWith("login")) {
        fixture.logInAda();
      }
      shows(ask("prompt", prompt), "Log in");
    }
  }

  @Nested
  class TheUserWhoMustLogIn {
    private String idToken(String username, String password) {
      Reply back = fixture.logIn(new Visitor(fixture.provider), username, password);
      return String.valueOf(fixture.tokens("own", back).get("id_token"));
    }

    @Test
    void isNamedByAnIdToken() {
      String hint = idToken("ada", "lovelace");
      fixture.logInAda();
      assertThat(answer(ask("prompt", "none", "id_token_hint", hint))).containsKey("code");
    }

    @Test
    void isNamedByAnIdTokenThatHasExpired() {
      String hint = idToken("ada", "lovelace");
      fixture.advance(Duration.ofDays(2));
      fixture.logInAda();
      assertThat(answer(ask("id_token_hint", hint))).containsKey("code");
    }

    @Test
    void isNamedByAClaim() {
      fixture.logInAda();
      String claims = "{\"id_token\":{\"sub\":{\"value\":\"subject-of-ada\"}}}";
      assertThat(answer(ask("prompt", "none", "claims", claims))).containsKey("code");
    }

    @Test
    void isNobodyElse() {
      String hint = idToken("grace", "hopper");
      fixture.logInAda();
      refused(ask("prompt", "none", "id_token_hint", hint), "login_required", "who is meant");
      Reply page = ask("id_token_hint", hint);
      shows(page, "Log in");
      refused(ada.logIn(page, "ada", "lovelace"), "login_required", "names another");
    }

    @Test
    void isNotNamedByAnIdTokenOfAnotherClient() {
      String hint = idToken("ada", "lovelace");
      refused(
          fixture.authorize(ada, "app", "id_token_hint", hint),
          "invalid_request",
          "another client");
    }

    @Test
    void isNotNamedByTwo() {
      String hint = idToken("ada", "lovelace");
      refused(
          ask("id_token_hint", hint, "claims", "{\"id_token\":{\"sub\":{\"value\":\"grace\"}}}"),
          "invalid_request",
          "two users");
    }

    @Test
    void isNotNamedByAnAccessTokenOrAnythingElse() {
      Reply back = fixture.logIn(new Visitor(fixture.provider), "ada", "lovelace");
      String access = String.valueOf(fixture.tokens("own", back).get("access_token"));
      refused(ask("id_token_hint", access), "invalid_request", "access token");
      refused(ask("id_token_hint", "garbage"), "invalid_request", "no signed JWT");
    }

    @Test
    void isNotNamedByAnIdTokenChangedByOneBit() {
      String hint = idToken("ada", "lovelace");
      for (int at = 0; at < hint.length(); at += 7) {
        if (hint.charAt(at) != '.') {
          char[] changed = hint.toCharArray();
          changed[at] = changed[at] == 'A' ? 'B' : 'A';
          refused(ask("id_token_hint", new String(changed)), "invalid_request", "id_token_hint");
        }
      }
    }
  }
}
