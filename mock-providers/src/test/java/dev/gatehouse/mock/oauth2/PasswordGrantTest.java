package dev.gatehouse.mock.oauth2;

import static dev.gatehouse.mock.oauth2.Issuing.claims;
import static dev.gatehouse.mock.oauth2.Issuing.client;
import static dev.gatehouse.mock.oauth2.Issuing.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.connection.Secret;
import dev.gatehouse.mock.exchange.Reply;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PasswordGrantTest {
  private static final String PASSWORD = "Lovelace:1843 &é";

  private final Issuing issuing =
      new Issuing(
          builder ->
              builder
                  .passwordGrant()
                  .client(client("old", "password", "refresh_token").build())
                  .client(client("new", "client_credentials").build())
                  .user(User.of("ada", Secret.of(PASSWORD)).withSubject("248289"))
                  .user(User.of("grace", Secret.of("Hopper-1952"))));

  private static Map<String, String> form(String username, String password) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "password");
    form.put("username", username);
    form.put("password", password);
    return form;
  }

  @Test
  void givesTokensOnBehalfOfTheUserWhosePasswordIsRight() {
    Reply reply = issuing.token("old", form("ada", PASSWORD));
    Map<String, Object> answer = Fixture.json(reply);
    assertThat(claims(answer.get("access_token")))
        .containsEntry("sub", "248289")
        .containsEntry("client_id", "old")
        .containsEntry("scope", "openid read write");
    assertThat(claims(answer.get("id_token"))).containsEntry("amr", List.of("pwd"));

    Map<String, Object> renewed =
        Fixture.json(
            issuing.token(
                "old",
                Map.of(
                    "grant_type",
                    "refresh_token",
                    "refresh_token",
                    String.valueOf(answer.get("refresh_token")))));
    assertThat(claims(renewed.get("access_token"))).containsEntry("sub", "248289");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ada   | Lovelace:1843 &e   | the password of user ada is wrong",
        "ada   | lovelace:1843 &é   | upper and lower case",
        "ada   | Hopper-1952        | the password of user ada is wrong",
        "Ada   | Lovelace:1843 &é   | the name is close to ada: it is right but for upper and lower case",
        "248289| Lovelace:1843 &é   | there is no user of this name; there are: ada, grace",
      })
  void refusesEveryOtherPasswordAndUser(String username, String password, String words) {
    Reply reply = issuing.token("old", form(username, password));
    refused(reply, "invalid_grant", words);
    assertThat(reply.explanation()).doesNotContain(PASSWORD, "Hopper-1952", password);
  }

  /** Else whoever asks learns which users there are. */
  @Test
  void answersTheSameWhetherUserOrPasswordIsWrong() {
    assertThat(issuing.token("old", form("ada", "x")).response().body())
        .isEqualTo(issuing.token("old", form("nobody", "x")).response().body());
  }

  @Test
  void refusesPasswordsWithABitTurned() {
    for (int at = 0; at < PASSWORD.length(); at++) {
      for (int bit = 0; bit < 7; bit++) {
        char[] turned = PASSWORD.toCharArray();
        turned[at] ^= (char) (1 << bit);
        refused(issuing.token("old", form("ada", new String(turned))), "invalid_grant", "password");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"username, ''", "password, ''"})
  void refusesARequestWithoutUserNameOrPassword(String name, String value) {
    Map<String, String> form = form("ada", PASSWORD);
    form.put(name, value);
    refused(issuing.token("old", form), "invalid_request", name);
    form.remove(name);
    refused(issuing.token("old", form), "invalid_request", name);
  }

  @Test
  void refusesScopesAndApisTheClientMayNotHave() {
    Map<String, String> form = form("ada", PASSWORD);
    form.put("scope", "admin");
    refused(issuing.token("old", form), "invalid_scope", "admin");
    form.remove("scope");
    form.put("resource", "https://other.example");
    refused(issuing.token("old", form), "invalid_target", "API");
  }

  @Test
  void isForClientsRegisteredForItOnly() {
    refused(issuing.token("new", form("ada", PASSWORD)), "unauthorized_client", "password");
  }

  @Test
  void isOffUnlessAskedFor() {
    Issuing without =
        new Issuing(
            builder ->
                builder
                    .client(client("new", "client_credentials").build())
                    .user(User.of("ada", Secret.of(PASSWORD))));
    refused(without.token("new", form("ada", PASSWORD)), "unsupported_grant_type", "there are");
    assertThatThrownBy(
            () -> new Issuing(builder -> builder.client(client("old", "password").build())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("password");
  }
}
