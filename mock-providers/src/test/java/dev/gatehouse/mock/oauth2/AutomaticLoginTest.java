package dev.gatehouse.mock.oauth2;

import static dev.gatehouse.mock.oauth2.Visitor.answer;
import static dev.gatehouse.mock.oauth2.Visitor.body;
import static dev.gatehouse.mock.oauth2.Visitor.shows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.mock.exchange.Reply;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AutomaticLoginTest {
  private final PeopleFixture fixture = new PeopleFixture(builder -> builder.automaticLogin("ada"));
  private final Visitor ada = fixture.ada;

  private Object subject(Reply back) {
    return fixture.idToken("app", back).get("sub");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "none"})
  void needsNoPageNotEvenForConsent(String prompt) {
    assertThat(subject(fixture.authorize(ada, "app", "prompt", prompt)))
        .isEqualTo("subject-of-ada");
  }

  @Test
  void isWhoTheHintNamesAndTheUsualOneAgainAfterwards() {
    assertThat(subject(fixture.authorize(ada, "app", "login_hint", "grace"))).isEqualTo("grace");
    assertThat(subject(fixture.authorize(ada, "app"))).isEqualTo("subject-of-ada");
  }

  @Test
  void isWhoTheIdTokenNames() {
    Reply back = fixture.authorize(ada, "app", "login_hint", "grace");
    String hint = String.valueOf(fixture.tokens("app", back).get("id_token"));
    assertThat(subject(fixture.authorize(ada, "app", "id_token_hint", hint, "prompt", "none")))
        .isEqualTo("grace");
  }

  @ParameterizedTest
  @CsvSource({"nobody,no user of this name", "Ada,close to ada"})
  void isNotWhoTheHintNamesWhenThereIsNoSuchUser(String hint, String words) {
    Reply reply = fixture.authorize(ada, "app", "login_hint", hint);
    assertThat(answer(reply)).containsEntry("error", "login_required");
    assertThat(reply.explanation()).contains("the login_hint is wrong", words);
    assertThat(reply.event()).isEqualTo("login.refused");
  }

  @Test
  void isNotAUserThereIsNot() {
    String claims = "{\"id_token\":{\"sub\":{\"value\":\"nobody\"}}}";
    assertThat(answer(fixture.authorize(ada, "app", "claims", claims)))
        .containsEntry("error", "login_required");
  }

  @Test
  void servesABrowserUntilItIsTooOld() {
    Map<String, Object> first = fixture.idToken("app", fixture.authorize(ada, "app"));
    fixture.advance(Duration.ofSeconds(61));
    Map<String, Object> second = fixture.idToken("app", fixture.authorize(ada, "app"));
    assertThat(second)
        .containsEntry("sid", first.get("sid"))
        .containsEntry("auth_time", first.get("auth_time"));
    Map<String, Object> third =
        fixture.idToken("app", fixture.authorize(ada, "app", "max_age", "60"));
    assertThat(third)
        .doesNotContainEntry("sid", first.get("sid"))
        .containsEntry("auth_time", fixture.clock.instant().getEpochSecond());
  }

  @Test
  void leavesThePageToARequestThatAsksForALogIn() {
    Reply page = fixture.authorize(ada, "app", "prompt", "login");
    shows(page, "Log in");
    assertThat(subject(ada.logIn(page, "grace", "hopper"))).isEqualTo("grace");
  }

  @Test
  void leavesThePageToARequestThatAsksForConsent() {
    Reply page = fixture.authorize(ada, "app", "prompt", "consent");
    shows(page, "Allow Orders &lt;b&gt;?");
    assertThat(body(page)).contains("<strong>ada</strong>");
    Reply back = ada.submit(page, Map.of("action", "allow", "allow:read", "on"));
    assertThat(fixture.tokens("app", back)).containsEntry("scope", "openid read");
  }

  @Test
  void leavesThePageToARequestThatAsksForAChoice() {
    fixture.authorize(ada, "app", "login_hint", "grace");
    Reply page = fixture.authorize(ada, "app", "prompt", "select_account");
    shows(page, "Choose an account");
    assertThat(subject(ada.submit(page, Map.of("account", "grace")))).isEqualTo("grace");
  }

  @Test
  void isAUserThereIs() {
    OAuth2Provider.Builder builder =
        OAuth2Provider.builder(Fixture.ISSUER, InstantSource.system()).automaticLogin("nobody");
    assertThatThrownBy(builder::build).hasMessageContaining("nobody");
  }
}
