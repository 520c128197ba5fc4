package dev.gatehouse.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.client.HttpConnection;
import dev.gatehouse.connection.AuthType;
import dev.gatehouse.connection.Connection;
import dev.gatehouse.mock.Gatehouse;
import dev.gatehouse.mock.scenario.Scenario;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests written wrongly are told what to write. */
class MisuseTest {
  private static String messageOf(Class<?> tests) {
    return String.valueOf(TestKit.failure(TestKit.run(tests)).getMessage());
  }

  static class NotAnnotated {
    @Test
    void call(@Auth(AuthType.BASIC) Scenario auth) {}
  }

  @Test
  void asksForGatehouseTestOnTheClass() {
    assertThat(messageOf(NotAnnotated.class))
        .contains("NotAnnotated has no Gatehouse: write @GatehouseTest on the class");
  }

  static class EveryNotAnnotated {
    @ParameterizedTest
    @EveryAuthType
    void call(Scenario auth) {}
  }

  @Test
  void asksForGatehouseTestWithEveryAuthTypeToo() {
    assertThat(messageOf(EveryNotAnnotated.class)).contains("write @GatehouseTest on the class");
  }

  @GatehouseTest
  static class ScenarioWithoutAuth {
    @Test
    void call(Scenario auth) {}
  }

  @Test
  void asksForTheAuthTypeOfAScenario() {
    assertThat(messageOf(ScenarioWithoutAuth.class))
        .contains("parameter 'Scenario auth' of ScenarioWithoutAuth.call")
        .contains("'@Auth(AuthType.BASIC) Scenario auth'")
        .contains("@ParameterizedTest @EveryAuthType");
  }

  @GatehouseTest
  static class ConnectionWithoutAuth {
    @Test
    void call(Connection connection) {}
  }

  @Test
  void asksForTheAuthTypeOfAConnection() {
    assertThat(messageOf(ConnectionWithoutAuth.class))
        .contains("'@Auth(AuthType.BASIC) Connection connection'");
  }

  @GatehouseTest
  static class ClientWithoutAuth {
    ClientWithoutAuth(HttpConnection connection) {
      connection.close();
    }

    @Test
    void call() {}
  }

  @Test
  void asksForTheAuthTypeInConstructorsToo() {
    assertThat(messageOf(ClientWithoutAuth.class))
        .contains("parameter 'HttpConnection connection' of ClientWithoutAuth's constructor")
        .contains("'@Auth(AuthType.BASIC) HttpConnection connection'");
  }

  @GatehouseTest
  static class AuthOnAString {
    @Test
    void call(@Auth(AuthType.BASIC) String password) {}
  }

  @Test
  void saysWhatAuthStandsOn() {
    assertThat(messageOf(AuthOnAString.class))
        .contains("parameter 'String password' of AuthOnAString.call")
        .contains("a Scenario, an HttpConnection, a Connection or a URI");
  }

  @GatehouseTest
  static class AuthOnAGatehouse {
    @Test
    void call(@Auth(AuthType.BASIC) Gatehouse gatehouse) {}
  }

  @Test
  void saysThatAGatehouseHasEveryAuthType() {
    assertThat(messageOf(AuthOnAGatehouse.class)).contains("leave out @Auth");
  }

  @GatehouseTest
  static class Unsupported {
    @Test
    void call(@Auth(AuthType.AZURE_CLIENT_CREDENTIALS) Scenario auth) {}
  }

  @Test
  void listsTheSupportedAuthTypes() {
    assertThat(messageOf(Unsupported.class))
        .contains("parameter 'Scenario auth' of Unsupported.call")
        .contains("azure-client-credentials", "basic", "oauth2-client-credentials");
  }

  @GatehouseTest
  static class EveryOnAString {
    @ParameterizedTest
    @EveryAuthType
    void call(String type) {}
  }

  @Test
  void saysWhatEveryAuthTypeGives() {
    assertThat(messageOf(EveryOnAString.class))
        .contains(
            "EveryOnAString.call", "an HttpConnection, a Scenario, a Connection or an AuthType");
  }

  @GatehouseTest
  static class EveryOnNothing {
    @ParameterizedTest
    @EveryAuthType
    void call() {}
  }

  @Test
  void saysThatEveryAuthTypeNeedsAParameter() {
    assertThat(messageOf(EveryOnNothing.class))
        .contains("@EveryAuthType gives the first parameter");
  }

  @GatehouseTest
  static class EveryUnsupported {
    @ParameterizedTest
    @EveryAuthType(include = {AuthType.BASIC, AuthType.AZURE_CLIENT_CREDENTIALS})
    void call(Scenario auth) {}
  }

  @Test
  void refusesToIncludeAnUnsupportedType() {
    assertThat(messageOf(EveryUnsupported.class))
        .contains("includes [basic, azure-client-credentials], but supported are [none, basic");
  }

  @GatehouseTest
  static class NoneLeft {
    @ParameterizedTest
    @EveryAuthType(include = AuthType.BASIC, exclude = AuthType.BASIC)
    void call(Scenario auth) {}
  }

  @Test
  void refusesToRunWithNoTypeAtAll() {
    assertThat(messageOf(NoneLeft.class)).contains("leaves no auth type");
  }

  @GatehouseTest
  static class TwoSources {
    @ParameterizedTest
    @EveryAuthType
    @ValueSource(strings = "basic")
    void call(AuthType type) {}
  }

  @Test
  void refusesASecondSourceOfArguments() {
    assertThat(messageOf(TwoSources.class)).contains("@EveryAuthType stands alone");
  }

  @GatehouseTest
  static class AfterAllWithoutShared {
    @Test
    void call(Gatehouse gatehouse) {}

    @AfterAll
    static void look(Gatehouse gatehouse) {}
  }

  @Test
  void tellsAfterAllThatTheGatehousesOfTheMethodsAreClosed() {
    assertThat(messageOf(AfterAllWithoutShared.class))
        .contains("AfterAllWithoutShared.look", "@GatehouseTest(isolation = Isolation.CLASS)");
  }
}
