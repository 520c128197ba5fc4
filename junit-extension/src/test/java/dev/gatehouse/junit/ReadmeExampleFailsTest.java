package dev.gatehouse.junit;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static dev.gatehouse.junit.GatehouseAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.connection.AuthType;
import dev.gatehouse.mock.scenario.Scenario;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The README's example fails when one character of a credential is changed. */
class ReadmeExampleFailsTest {
  private static String changed(String credential) {
    char last = credential.charAt(credential.length() - 1);
    return credential.substring(0, credential.length() - 1) + (last == 'x' ? 'y' : 'x');
  }

  private static void readsOrders(Scenario auth, String clientId, String clientSecret)
      throws Exception {
    auth.api().stubFor(get("/orders").willReturn(okJson("[]")));

    OrdersClient client = new OrdersClient(auth.apiUri(), auth.tokenUri(), clientId, clientSecret);

    assertThat(client.list()).isEqualTo("[]");
    assertThat(auth.lastApiCall()).wasAdmitted();
  }

  @GatehouseTest
  static class WithTheRightCredentials {
    @Test
    void readsOrders(@Auth(AuthType.OAUTH2_CLIENT_CREDENTIALS) Scenario auth) throws Exception {
      ReadmeExampleFailsTest.readsOrders(auth, auth.clientId(), auth.clientSecret());
    }
  }

  @Test
  void passesWithTheRightCredentials() {
    TestKit.allPassed(TestKit.run(WithTheRightCredentials.class), 1);
  }

  @GatehouseTest
  static class WithAnotherSecret {
    @Test
    void readsOrders(@Auth(AuthType.OAUTH2_CLIENT_CREDENTIALS) Scenario auth) throws Exception {
      ReadmeExampleFailsTest.readsOrders(auth, auth.clientId(), changed(auth.clientSecret()));
    }
  }

  @Test
  void failsWithOneCharacterOfTheSecretChanged() {
    failsAtTheTokenEndpoint(WithAnotherSecret.class);
  }

  @GatehouseTest
  static class WithAnotherId {
    @Test
    void readsOrders(@Auth(AuthType.OAUTH2_CLIENT_CREDENTIALS) Scenario auth) throws Exception {
      ReadmeExampleFailsTest.readsOrders(auth, changed(auth.clientId()), auth.clientSecret());
    }
  }

  @Test
  void failsWithOneCharacterOfTheClientIdChanged() {
    failsAtTheTokenEndpoint(WithAnotherId.class);
  }

  private static void failsAtTheTokenEndpoint(Class<?> tests) {
    Throwable failure = TestKit.failure(TestKit.run(tests));

    assertThat(failure).isInstanceOf(IOException.class).hasMessageEndingWith("answered 401");
    assertThat(failure.getSuppressed())
        .singleElement()
        .satisfies(
            journal ->
                assertThat(journal.getMessage()).contains("/token -> 401, refused by oauth2"));
  }
}
