package dev.gatehouse.junit;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static dev.gatehouse.junit.TestKit.published;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gatehouse.client.HttpConnection;
import dev.gatehouse.connection.AuthType;
import dev.gatehouse.connection.Connection;
import dev.gatehouse.mock.Gatehouse;
import dev.gatehouse.mock.scenario.Scenario;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.platform.testkit.engine.EngineExecutionResults;

class EveryAuthTypeTest {
  private static List<AuthType> supported() {
    try (Gatehouse gatehouse = Gatehouse.start()) {
      return gatehouse.lineup().stream().map(Scenario::type).toList();
    }
  }

  private static List<String> typesOf(Class<?> tests) {
    EngineExecutionResults results = TestKit.run(tests);
    List<String> types = published(results, "type");
    TestKit.allPassed(results, types.size());
    return types;
  }

  private static List<String> ids(List<AuthType> types) {
    return types.stream().map(AuthType::id).toList();
  }

  @GatehouseTest
  static class WithConnection {
    @BeforeEach
    void stub(Gatehouse gatehouse) {
      gatehouse.api().stubFor(get("/hello").willReturn(okJson("{}")));
    }

    @ParameterizedTest
    @EveryAuthType
    void call(HttpConnection connection, Gatehouse gatehouse, URI base, TestReporter reporter) {
      assertEquals("{}", connection.get("/hello").text());
      assertEquals(gatehouse.baseUri(), base);
      assertEquals(gatehouse.baseUri().getPort(), connection.connection().baseUri().getPort());
      reporter.publishEntry("type", connection.connection().auth().type().id());
      reporter.publishEntry("uri", TestKit.identity(gatehouse));
    }
  }

  @Test
  void runsOnceForEachSupportedTypeInTheirOrder() {
    assertThat(typesOf(WithConnection.class)).isEqualTo(ids(supported()));
  }

  @Test
  void namesEachRunByItsType() {
    List<String> names = TestKit.names(TestKit.run(WithConnection.class));

    assertThat(names).hasSameSizeAs(supported());
    for (int i = 0; i < names.size(); i++) {
      assertThat(names.get(i)).endsWith(supported().get(i).id());
    }
  }

  @Test
  void givesEachRunAGatehouseOfItsOwn() {
    List<String> uris = published(TestKit.run(WithConnection.class), "uri");

    assertThat(uris).hasSameSizeAs(supported()).doesNotHaveDuplicates().allMatch(TestKit::isClosed);
  }

  @Test
  void keepsParallelRunsApart() {
    EngineExecutionResults results = TestKit.runInParallel(6, WithConnection.class);

    TestKit.allPassed(results, supported().size());
    assertThat(published(results, "type")).containsExactlyInAnyOrderElementsOf(ids(supported()));
  }

  @GatehouseTest
  static class WithScenario {
    private final Gatehouse ofConstructor;

    WithScenario(Gatehouse gatehouse) {
      this.ofConstructor = gatehouse;
    }

    @ParameterizedTest
    @EveryAuthType
    void call(Scenario auth, TestReporter reporter) {
      auth.api().stubFor(get("/hello").willReturn(okJson("{}")));
      try (HttpConnection connection = auth.open()) {
        connection.get("/hello");
      }
      ofConstructor.api().verify(1, getRequestedFor(urlEqualTo("/hello")));
      GatehouseAssertions.assertThat(auth.lastApiCall()).hasStatus(200);
      reporter.publishEntry("type", auth.type().id());
    }
  }

  @Test
  void givesTheScenarioOfTheSameGatehouse() {
    assertThat(typesOf(WithScenario.class)).isEqualTo(ids(supported()));
  }

  @GatehouseTest
  static class WithData {
    @ParameterizedTest
    @EveryAuthType
    void call(Connection connection, TestReporter reporter) {
      reporter.publishEntry("type", connection.auth().type().id());
    }
  }

  @Test
  void givesTheConnectionAsData() {
    assertThat(typesOf(WithData.class)).isEqualTo(ids(supported()));
  }

  @GatehouseTest
  static class WithType {
    @ParameterizedTest
    @EveryAuthType
    void call(AuthType type, Gatehouse gatehouse, TestReporter reporter) {
      reporter.publishEntry("type", gatehouse.scenario(type).type().id());
    }
  }

  @Test
  void givesTheTypeItself() {
    assertThat(typesOf(WithType.class)).isEqualTo(ids(supported()));
  }

  @GatehouseTest
  static class Some {
    @ParameterizedTest
    @EveryAuthType(include = {AuthType.HEADER, AuthType.BASIC})
    void included(AuthType type, TestReporter reporter) {
      reporter.publishEntry("type", type.id());
    }
  }

  @Test
  void runsOnlyTheTypesIncluded() {
    assertThat(typesOf(Some.class)).containsExactly("basic", "header");
  }

  @GatehouseTest
  static class AllBut {
    @ParameterizedTest
    @EveryAuthType(exclude = {AuthType.NONE, AuthType.NTLM})
    void rest(AuthType type, TestReporter reporter) {
      reporter.publishEntry("type", type.id());
    }
  }

  @Test
  void runsAllButTheTypesExcluded() {
    List<AuthType> excluded = List.of(AuthType.NONE, AuthType.NTLM);
    assertThat(supported()).containsAll(excluded);
    assertThat(typesOf(AllBut.class))
        .isEqualTo(ids(supported().stream().filter(type -> !excluded.contains(type)).toList()));
  }

  @GatehouseTest(isolation = Isolation.CLASS)
  static class Shared {
    @ParameterizedTest
    @EveryAuthType
    void call(HttpConnection connection, Gatehouse gatehouse, TestReporter reporter) {
      assertEquals(200, connection.get("/hello").status());
      reporter.publishEntry("uri", TestKit.identity(gatehouse));
    }
  }

  @Test
  void sharesTheGatehouseOfTheClassWhenAskedTo() {
    EngineExecutionResults results = TestKit.run(Shared.class);

    TestKit.allPassed(results, supported().size());
    List<String> uris = published(results, "uri");
    assertThat(uris).hasSameSizeAs(supported());
    assertThat(new HashSet<>(uris)).hasSize(1).allMatch(TestKit::isClosed);
  }
}
