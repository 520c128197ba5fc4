package dev.gatehouse.mock.oauth2;

import static dev.gatehouse.mock.oauth2.Fixture.header;
import static dev.gatehouse.mock.oauth2.Visitor.answer;
import static dev.gatehouse.mock.oauth2.Visitor.body;
import static dev.gatehouse.mock.oauth2.Visitor.interaction;
import static dev.gatehouse.mock.oauth2.Visitor.shows;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.mock.exchange.Reply;
import java.time.Duration;
import java.util.ArrayList;
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

class LoginPageTest {
  private final PeopleFixture fixture = new PeopleFixture();
  private final Visitor ada = fixture.ada;

  private Reply page() {
    return fixture.authorize(ada, "own");
  }

  @Test
  void isShownToWhoIsNotLoggedIn() {
    Reply page = fixture.authorize(ada, "app");
    shows(page, "Log in");
    assertThat(page.response().status()).isEqualTo(200);
    assertThat(page.event()).isEqualTo("login.asked");
    assertThat(page.explanation()).contains("nobody is logged in");
    assertThat(body(page))
        .contains("Orders &lt;b&gt;")
        .doesNotContain("Orders <b>", "<script", "ada", "grace");
    assertThat(header(page, "Cache-Control")).isEqualTo("no-store");
    assertThat(header(page, "X-Frame-Options")).isEqualTo("DENY");
    assertThat(header(page, "Content-Security-Policy"))
        .contains("default-src 'none'", "frame-ancestors 'none'")
        .doesNotContain("script-src");
  }

  @Test
  void leadsBackWithACodeForWhoLoggedIn() {
    Reply back = ada.logIn(page(), "ada", "lovelace");
    assertThat(header(back, "Location")).startsWith("https://own.example/back?code=");
    assertThat(back.event()).isEqualTo("authorization.success");
    Map<String, Object> claims = fixture.idToken("own", back);
    assertThat(claims)
        .containsEntry("sub", "subject-of-ada")
        .containsEntry("acr", "0")
        .containsEntry("amr", List.of("pwd"))
        .containsEntry("auth_time", fixture.clock.instant().getEpochSecond());
    assertThat(String.valueOf(claims.get("sid"))).hasSize(36);
  }

  @Test
  void listsUserNamesWhenAskedFor() {
    PeopleFixture listing = new PeopleFixture(OAuth2Provider.Builder::listUsers);
    assertThat(body(listing.authorize(listing.ada, "own")))
        .contains("<code>ada</code>", "<code>grace</code>")
        .doesNotContain("lovelace", "hopper");
  }

  @Test
  void hasTheHintedNameFilledIn() {
    assertThat(body(fixture.authorize(ada, "own", "login_hint", "a\"><script>alert(1)</script>")))
        .contains("value=\"a&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;\"");
  }

  @Nested
  class IsShownAgain {
    @ParameterizedTest
    @CsvSource({
      "ada,wrong,the password of user ada is wrong",
      "ada,Lovelace,right but for upper and lower case",
      "ada,' lovelace',white space",
      "ada,hopper,the password of user ada is wrong",
      "Ada,lovelace,close to ada",
      "nobody,lovelace,there is no user of this name; there are: ada, grace",
      "lovelace,ada,the wrong way round"
    })
    void afterAWrongNameOrPassword(String username, String password, String words) {
      Reply page = page();
      Reply again = ada.logIn(page, username, password);
      shows(again, "Log in");
      assertThat(body(again))
          .contains(
              "role=\"alert\"",
              "The user name or the password is wrong.",
              "name=\"username\" value=\"" + username + "\"",
              "aria-invalid=\"true\"")
          .doesNotContain("value=\"" + password + "\"");
      assertThat(again.event()).isEqualTo("login.refused");
      assertThat(again.explanation()).contains(words);
      assertThat(interaction(again)).isNotEqualTo(interaction(page));
      assertThat(answer(ada.logIn(again, "ada", "lovelace"))).containsKey("code");
    }

    @Test
    void withNeitherThePasswordThatCameNorTheRightOneInTheJournal() {
      assertThat(ada.logIn(page(), "ada", "lovelace-1843").explanation())
          .doesNotContain("lovelace");
      assertThat(ada.logIn(page(), "secret-in-the-wrong-place", "x").explanation())
          .doesNotContain("secret-in-the-wrong-place");
    }

    @ParameterizedTest
    @CsvSource({"'',lovelace", "ada,''", "'',''"})
    void withoutAName(String username, String password) {
      Reply again = ada.logIn(page(), username, password);
      shows(again, "Log in");
      assertThat(body(again)).contains("Enter your user name and your password.");
      assertThat(again.event()).isEqualTo("login.refused");
    }
  }

  @Test
  void canBeCancelled() {
    Reply back = ada.submit(page(), Map.of("action", "cancel"));
    assertThat(answer(back))
        .containsEntry("error", "access_denied")
        .containsEntry("state", "s&t")
        .containsKey("iss");
    assertThat(back.event()).isEqualTo("login.refused");
    assertThat(back.explanation()).contains("cancelled on the log-in page");
    shows(page(), "Log in");
  }

  @Nested
  class RefusesAForm {
    private void refused(Reply reply, String words) {
      shows(reply, "This page cannot be used any more");
      assertThat(reply.response().status()).isEqualTo(400);
      assertThat(reply.event()).isEqualTo("interaction.refused");
      assertThat(reply.explanation()).contains(words);
      assertThat(body(reply)).contains("start again from there");
    }

    private Map<String, String> form(String interaction) {
      return Map.of("interaction", interaction, "username", "ada", "password", "lovelace");
    }

    @Test
    void sentTwice() {
      Reply page = page();
      assertThat(answer(ada.logIn(page, "ada", "lovelace"))).containsKey("code");
      refused(ada.logIn(page, "ada", "lovelace"), "sent before");
    }

    @Test
    void sentAfterACancel() {
      Reply page = page();
      ada.submit(page, Map.of("action", "cancel"));
      refused(ada.logIn(page, "ada", "lovelace"), "sent before");
    }

    @Test
    void thatHasWaitedTooLong() {
      Reply page = page();
      fixture.advance(Duration.ofMinutes(30));
      refused(ada.logIn(page, "ada", "lovelace"), "could be sent until 2026-01-01T00:30");
    }

    @Test
    void ofAnotherBrowserAndLeavesItToItsOwn() {
      Reply page = page();
      Visitor eve = new Visitor(fixture.provider);
      fixture.authorize(eve, "own");
      refused(eve.logIn(page, "ada", "lovelace"), "its cookie is another");
      assertThat(answer(ada.logIn(page, "ada", "lovelace"))).containsKey("code");
    }

    @Test
    void withoutTheCookie() {
      Reply page = page();
      ada.forgetCookies();
      refused(ada.logIn(page, "ada", "lovelace"), "without the cookie");
    }

    @Test
    void withoutItsHiddenField() {
      page();
      refused(
          ada.post("login", Map.of("username", "ada", "password", "lovelace")),
          "the field interaction is missing");
    }

    @Test
    void changedByOneBit() {
      Reply page = page();
      String right = interaction(page);
      for (int bit = 0; bit < 6 * right.length(); bit++) {
        char[] changed = right.toCharArray();
        changed[bit / 6] ^= (char) (1 << (bit % 6));
        refused(ada.post("login", form(new String(changed))), "never gave out");
      }
      assertThat(answer(ada.post("login", form(right)))).containsKey("code");
    }

    @Test
    void thatWasShownBeforeAReset() {
      Reply page = page();
      fixture.provider.reset();
      refused(ada.logIn(page, "ada", "lovelace"), "before a reset");
    }

    @ParameterizedTest
    @CsvSource({"consent,allow", "account,another"})
    void ofThisPageAtAnother(String path, String action) {
      Reply page = page();
      refused(
          ada.post(path, Map.of("interaction", interaction(page), "action", action)),
          "made for another page");
      assertThat(answer(ada.logIn(page, "ada", "lovelace"))).containsKey("code");
    }

    @ParameterizedTest
    @CsvSource({"login", "consent", "account"})
    void thatIsNone(String path) {
      Reply reply = ada.get(path, Map.of());
      assertThat(reply.response().status()).isEqualTo(405);
      assertThat(header(reply, "Allow")).isEqualTo("POST");
    }

    @Test
    void thatManyNewerOnesHavePushedOut() {
      Reply page = page();
      for (int i = 0; i < 2_000; i++) {
        page();
      }
      refused(ada.logIn(page, "ada", "lovelace"), "never gave out");
    }

    @Test
    void allButOnceWhen64SendIt() throws Exception {
      Reply page = page();
      List<Callable<Integer>> sends =
          Collections.nCopies(
              64, () -> ada.copy().logIn(page, "ada", "lovelace").response().status());
      ExecutorService threads = Executors.newFixedThreadPool(64);
      try {
        List<Integer> statuses = new ArrayList<>();
        for (var sent : threads.invokeAll(sends)) {
          statuses.add(sent.get());
        }
        assertThat(statuses).containsOnlyOnce(303);
        assertThat(Collections.frequency(statuses, 400)).isEqualTo(63);
      } finally {
        threads.shutdownNow();
      }
    }
  }
}
