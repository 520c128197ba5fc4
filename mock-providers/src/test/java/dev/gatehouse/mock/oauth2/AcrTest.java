package dev.gatehouse.mock.oauth2;

import static dev.gatehouse.mock.oauth2.Fixture.json;
import static dev.gatehouse.mock.oauth2.Visitor.answer;
import static dev.gatehouse.mock.oauth2.Visitor.shows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.mock.exchange.Reply;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcrTest {
  private final PeopleFixture fixture =
      new PeopleFixture(builder -> builder.acrValues("password", "mfa"));
  private final Visitor ada = fixture.ada;

  private static String claim(String wish) {
    return "{\"id_token\":{\"acr\":" + wish + "}}";
  }

  private Object acr(Reply back) {
    return fixture.idToken("own", back).get("acr");
  }

  @ParameterizedTest
  @CsvSource({"mfa,mfa", "passkey mfa,mfa", "passkey,password", "password mfa,password"})
  void isTheFirstOfThoseAskedForThatThereIs(String asked, String got) {
    Reply page = fixture.authorize(ada, "own", "acr_values", asked);
    assertThat(acr(ada.logIn(page, "ada", "lovelace"))).isEqualTo(got);
  }

  @Test
  void isTheUsualOneWhenNothingIsAsked() {
    assertThat(acr(fixture.logIn(ada, "ada", "lovelace"))).isEqualTo("password");
  }

  @Test
  void aWeakerLogInIsDoneAgainStronger() {
    fixture.logInAda();
    Reply page = fixture.authorize(ada, "own", "acr_values", "mfa");
    shows(page, "Log in");
    assertThat(page.explanation()).contains("logged in with acr password");
    assertThat(acr(ada.logIn(page, "ada", "lovelace"))).isEqualTo("mfa");
    assertThat(acr(fixture.authorize(ada, "own", "acr_values", "mfa"))).isEqualTo("mfa");
  }

  @Test
  void aWeakerLogInIsGoodEnoughWhenNobodyMayBeAsked() {
    fixture.logInAda();
    assertThat(acr(fixture.authorize(ada, "own", "acr_values", "mfa", "prompt", "none")))
        .isEqualTo("password");
  }

  @Test
  void aWeakerLogInIsNotGoodEnoughForAnEssentialClaim() {
    fixture.logInAda();
    String claims = claim("{\"essential\":true,\"values\":[\"mfa\"]}");
    assertThat(answer(fixture.authorize(ada, "own", "claims", claims, "prompt", "none")))
        .containsEntry("error", "interaction_required");
    Reply page = fixture.authorize(ada, "own", "claims", claims);
    assertThat(acr(ada.logIn(page, "ada", "lovelace"))).isEqualTo("mfa");
  }

  @Test
  void thatIsEssentialAndNotToBeHadIsRefused() {
    String claims = claim("{\"essential\":true,\"value\":\"passkey\"}");
    Reply reply = fixture.authorize(ada, "own", "claims", claims);
    assertThat(answer(reply)).containsEntry("error", "unmet_authentication_requirements");
    assertThat(reply.explanation()).contains("it can: password mfa");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "null",
        "{\"essential\":true}",
        "{\"value\":\"passkey\"}",
        "{\"essential\":false,\"values\":[\"passkey\"]}"
      })
  void thatIsNotEssentialIsNoReasonToRefuse(String wish) {
    Reply page = fixture.authorize(ada, "own", "claims", claim(wish));
    assertThat(acr(ada.logIn(page, "ada", "lovelace"))).isEqualTo("password");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {"1", "\"mfa\"", "[]"})
  void thatIsNoWishIsMalformed(String wish) {
    assertThat(answer(fixture.authorize(ada, "own", "claims", claim(wish))))
        .containsEntry("error", "invalid_request");
  }

  @Test
  void isInTheMetadata() {
    Reply metadata = ada.get(".well-known/openid-configuration", Map.of());
    assertThat(json(metadata))
        .containsEntry("acr_values_supported", List.of("password", "mfa"))
        .containsEntry(
            "prompt_values_supported", List.of("none", "login", "consent", "select_account"));
  }

  @Test
  void hasToHaveAName() {
    OAuth2Provider.Builder builder = OAuth2Provider.builder(Fixture.ISSUER, InstantSource.system());
    assertThatThrownBy(builder::acrValues).hasMessageContaining("acrValues");
    assertThatThrownBy(() -> builder.acrValues("a b")).hasMessageContaining("acrValues");
    assertThatThrownBy(() -> builder.acrValues("")).hasMessageContaining("acrValues");
  }
}
