package dev.gatehouse.conformance.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.conformance.saboteur.Saboteur;
import dev.gatehouse.conformance.saboteur.Saboteurs;
import dev.gatehouse.connection.AuthType;
import dev.gatehouse.mock.Gatehouse;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The clients of the suite at a server that verifies all of a login: what the scripted peers take
 * for right, and for wrong, is so.
 */
class LoginTest {
  private static final AuthType CODE = AuthType.OAUTH2_AUTHORIZATION_CODE;

  private static CallResult call(ClientUnderTest client) {
    try (Gatehouse gatehouse = Gatehouse.start();
        Session session =
            client.open(gatehouse.scenario(CODE).connection(), ClientSettings.defaults())) {
      return session.call(CallRequest.get("/hello"));
    }
  }

  private static Stream<ClientUnderTest> conformant() {
    return Stream.of(new ReferenceClient(), Saboteurs.flawless());
  }

  @ParameterizedTest
  @MethodSource("conformant")
  void aConformantClientLogsItsUserIn(ClientUnderTest client) {
    assertThat(call(client))
        .isInstanceOfSatisfying(
            CallResult.Answered.class, answered -> assertThat(answered.status()).isEqualTo(200));
  }

  @ParameterizedTest
  @ValueSource(strings = {"code.pkce-s256", "code.pkce-sent", "code.redirect-uri"})
  void aSaboteurIsRefused(String checkId) {
    ClientUnderTest client =
        Saboteurs.all().stream()
            .filter(saboteur -> saboteur.checkId().equals(checkId))
            .map(Saboteur::client)
            .findFirst()
            .orElseThrow();

    assertThat(call(client))
        .isInstanceOfSatisfying(
            CallResult.Failed.class,
            failed -> assertThat(failed.kind()).isEqualTo(CallResult.Kind.AUTHENTICATION));
  }
}
