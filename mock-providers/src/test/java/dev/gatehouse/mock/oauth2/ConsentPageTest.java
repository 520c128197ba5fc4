package dev.gatehouse.mock.oauth2;

import static dev.gatehouse.mock.oauth2.Visitor.answer;
import static dev.gatehouse.mock.oauth2.Visitor.body;
import static dev.gatehouse.mock.oauth2.Visitor.shows;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.mock.exchange.Reply;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConsentPageTest {
  private static final String HEADING = "Allow Orders &lt;b&gt;?";
  private static final Map<String, String> ALL =
      Map.of("action", "allow", "allow:read", "on", "allow:write", "on");

  private final PeopleFixture fixture = new PeopleFixture();
  private final Visitor ada = fixture.ada;

  private Reply page(String... more) {
    return ada.logIn(fixture.authorize(ada, "app", more), "ada", "lovelace");
  }

  @Test
  void asksAfterTheLogIn() {
    Reply page = page();
    shows(page, HEADING);
    assertThat(page.event()).isEqualTo("consent.asked");
    assertThat(page.explanation()).contains("user ada", "client app", "openid read write");
    assertThat(body(page))
        .contains(
            "name=\"allow:openid\" value=\"on\" checked disabled",
            "name=\"allow:read\" value=\"on\" checked>",
            "logged in as <strong>ada</strong>");
  }

  @Test
  void grantsWhatWasAllowed() {
    Reply back = ada.submit(page(), ALL);
    assertThat(fixture.tokens("app", back)).containsEntry("scope", "openid read write");
  }

  @Test
  void leavesOutADroppedScopeButNeverOpenid() {
    Reply back = ada.submit(page(), Map.of("action", "allow", "allow:write", "on"));
    assertThat(back.explanation()).endsWith("with the scope: openid write");
    assertThat(fixture.tokens("app", back))
        .containsEntry("scope", "openid write")
        .containsKey("id_token");
  }

  @Test
  void grantsNothingThatWasNotAskedFor() {
    Reply back =
        ada.submit(
            page("scope", "openid read"),
            Map.of("action", "allow", "allow:read", "on", "allow:write", "on", "allow:admin", "1"));
    assertThat(fixture.tokens("app", back)).containsEntry("scope", "openid read");
  }

  @Test
  void needsOneScopeAtLeast() {
    Reply again = ada.submit(page("scope", "read write"), Map.of("action", "allow"));
    shows(again, HEADING);
    assertThat(body(again)).contains("role=\"alert\"", "name=\"allow:read\" value=\"on\">");
    assertThat(again.event()).isEqualTo("consent.refused");
    assertThat(answer(ada.submit(again, ALL))).containsKey("code");
  }

  @Test
  void takesNothingButAClearYes() {
    Reply again = ada.submit(page(), Map.of("allow:read", "on"));
    shows(again, HEADING);
    assertThat(again.explanation()).contains("neither allow nor deny");
  }

  @Test
  void canBeDenied() {
    Reply back = ada.submit(page(), Map.of("action", "deny"));
    assertThat(answer(back))
        .containsEntry("error", "access_denied")
        .containsEntry("state", "s&t")
        .doesNotContainKey("code");
    assertThat(back.event()).isEqualTo("consent.refused");
    assertThat(back.explanation()).contains("user ada denied client app");
  }

  @Test
  void letsSomebodyElseLogIn() {
    Reply login = ada.submit(page(), Map.of("action", "switch"));
    shows(login, "Log in");
    Reply back = ada.submit(ada.logIn(login, "grace", "hopper"), ALL);
    assertThat(fixture.idToken("app", back)).containsEntry("sub", "grace");
  }

  @Test
  void isNotShownTwiceForTheSameScopes() {
    ada.submit(page(), ALL);
    assertThat(answer(fixture.authorize(ada, "app"))).containsKey("code");
    assertThat(answer(fixture.authorize(ada, "app", "scope", "openid read"))).containsKey("code");
  }

  @Test
  void isShownAgainForAScopeThatWasDropped() {
    ada.submit(page(), Map.of("action", "allow", "allow:read", "on"));
    shows(fixture.authorize(ada, "app"), HEADING);
    assertThat(answer(fixture.authorize(ada, "app", "scope", "openid read"))).containsKey("code");
  }

  @Test
  void isShownAgainToAnotherUserAndByAnotherClient() {
    ada.submit(page(), ALL);
    Visitor grace = new Visitor(fixture.provider);
    shows(grace.logIn(fixture.authorize(grace, "app"), "grace", "hopper"), HEADING);
  }

  @Test
  void isShownAgainWhenTheRequestSaysSo() {
    ada.submit(page(), ALL);
    Reply page = fixture.authorize(ada, "app", "prompt", "consent");
    shows(page, HEADING);
    ada.submit(page, Map.of("action", "allow", "allow:read", "on"));
    shows(fixture.authorize(ada, "app"), HEADING);
  }

  @Test
  void isShownAgainAfterAReset() {
    ada.submit(page(), ALL);
    fixture.provider.reset();
    shows(page(), HEADING);
  }

  @Test
  void isSkippedForAClientOfOnesOwnUnlessTheRequestSaysSo() {
    fixture.logInAda();
    assertThat(answer(fixture.authorize(ada, "own"))).containsKey("code");
    shows(fixture.authorize(ada, "own", "prompt", "consent"), "Allow own?");
  }

  @Test
  void isWorthNothingAfterALogOut() {
    Reply page = page();
    ada.submit(ada.get("end_session", Map.of()), Map.of("action", "logout"));
    Reply login = ada.submit(page, ALL);
    shows(login, "Log in");
    assertThat(login.explanation()).contains("logged out in the meantime");
  }
}
