package dev.gatehouse.junit;

import static dev.gatehouse.junit.TestKit.published;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.client.Body;
import dev.gatehouse.client.HttpConnection;
import dev.gatehouse.client.TokenRequestException;
import dev.gatehouse.connection.AuthType;
import dev.gatehouse.mock.Gatehouse;
import dev.gatehouse.mock.fault.Fault;
import dev.gatehouse.mock.scenario.Scenario;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.platform.testkit.engine.EngineExecutionResults;

/** Faults asked for by annotation. */
class WithFaultTest {
  private static String messageOf(Class<?> tests) {
    return String.valueOf(TestKit.failure(TestKit.run(tests)).getMessage());
  }

  @GatehouseTest
  static class EveryWay {
    @Test
    @WithFault(endpoint = "token", oauthError = "temporarily_unavailable")
    void oauthError(@Auth(AuthType.OAUTH2_CLIENT_CREDENTIALS) HttpConnection client) {
      TokenRequestException failure =
          assertThrows(TokenRequestException.class, () -> client.get("/orders"));
      assertTrue(failure.getMessage().contains("temporarily_unavailable"), failure.getMessage());
      assertEquals(200, client.get("/orders").status());
    }

    @Test
    @WithFault(endpoint = "token", kind = FaultKind.EXPIRED_TOKEN)
    void kind(
        @Auth(AuthType.OAUTH2_CLIENT_CREDENTIALS) HttpConnection client, Gatehouse gatehouse) {
      assertEquals(200, client.get("/orders").status());
      assertEquals(1, gatehouse.journal().count(entry -> entry.event().equals("expired-token")));
    }

    @Test
    @WithFault(path = "/api/basic/orders", status = 503, times = 2)
    void status(@Auth(AuthType.BASIC) HttpConnection client) {
      assertEquals(503, client.get("/orders").status());
      assertEquals(200, client.get("/other").status());
      assertEquals(503, client.get("/orders").status());
      assertEquals(200, client.get("/orders").status());
    }

    @Test
    @WithFault(pathPrefix = "/", method = "POST", delayMillis = 50, times = WithFault.ALWAYS)
    void delay(@Auth(AuthType.BASIC) HttpConnection client, Gatehouse gatehouse) {
      assertEquals(200, client.get("/orders").status());
      assertEquals(0, gatehouse.journal().count(entry -> entry.fault() != null));
      for (int i = 0; i < 2; i++) {
        long started = System.nanoTime();
        client.post("/orders", Body.none());
        assertTrue(System.nanoTime() - started >= 50_000_000);
      }
      assertEquals(2, gatehouse.journal().count(entry -> entry.fault() != null));
    }

    static class Teapot implements Supplier<Fault> {
      @Override
      public Fault get() {
        return Fault.status(418).header("X-Kind", "teapot");
      }
    }

    @Test
    @WithFault(pathPrefix = "/api", fault = Teapot.class)
    void made(@Auth(AuthType.BASIC) HttpConnection client) {
      assertEquals(418, client.get("/orders").status());
    }

    @Test
    @WithFault(
        endpoint = "token",
        grantType = "client_credentials",
        kind = FaultKind.HTML_BAD_GATEWAY)
    void grantType(@Auth(AuthType.OAUTH2_CLIENT_CREDENTIALS) HttpConnection client) {
      assertThrows(TokenRequestException.class, () -> client.get("/orders"));
    }
  }

  @Test
  void asksForAFaultInEveryWay() {
    TestKit.allPassed(TestKit.run(EveryWay.class), 6);
  }

  @GatehouseTest
  @WithFault(pathPrefix = "/", status = 503, times = WithFault.ALWAYS)
  static class OneAfterAnother {
    @Test
    @WithFault(pathPrefix = "/", status = 501)
    @WithFault(pathPrefix = "/", status = 502, times = 2)
    void ofTheMethodFirst(@Auth(AuthType.BASIC) HttpConnection client) {
      for (int status : new int[] {501, 502, 502, 503, 503}) {
        assertEquals(status, client.get("/orders").status());
      }
    }

    @Nested
    @WithFault(pathPrefix = "/", status = 504)
    class Inner {
      @Test
      void ofTheInnerClassFirst(@Auth(AuthType.BASIC) HttpConnection client) {
        assertEquals(504, client.get("/orders").status());
        assertEquals(503, client.get("/orders").status());
      }
    }

    @Test
    void ofAClassNeedNotFire() {}
  }

  @Test
  void areMetOneAfterAnotherTheInnermostFirst() {
    TestKit.allPassed(TestKit.run(OneAfterAnother.class), 3);
  }

  static class Inheriting extends OneAfterAnother {}

  @Test
  void areInherited() {
    TestKit.allPassed(TestKit.run(Inheriting.class), 3);
  }

  @GatehouseTest(isolation = Isolation.CLASS)
  static class DuringTheMethodOnly {
    @BeforeEach
    void before(@Auth(AuthType.BASIC) HttpConnection client) {
      assertEquals(200, client.get("/before").status());
    }

    @RepeatedTest(2)
    @WithFault(pathPrefix = "/", status = 503, times = 5)
    void during(@Auth(AuthType.BASIC) HttpConnection client) {
      assertEquals(503, client.get("/during").status());
    }

    @AfterEach
    void after(@Auth(AuthType.BASIC) HttpConnection client, TestReporter reporter) {
      reporter.publishEntry("after", "" + client.get("/after").status());
    }
  }

  @Test
  void areThereDuringTheMethodOnly() {
    EngineExecutionResults results = TestKit.run(DuringTheMethodOnly.class);

    TestKit.allPassed(results, 2);
    assertThat(published(results, "after")).containsExactly("200", "200");
  }

  @GatehouseTest
  static class WithEveryAuthType {
    @ParameterizedTest
    @EveryAuthType(include = {AuthType.BASIC, AuthType.HEADER})
    @WithFault(pathPrefix = "/api", status = 503)
    void call(HttpConnection client) {
      assertEquals(503, client.get("/orders").status());
      assertEquals(200, client.get("/orders").status());
    }
  }

  @Test
  void areMetByEveryInvocationOfAParameterizedTest() {
    TestKit.allPassed(TestKit.run(WithEveryAuthType.class), 2);
  }

  @GatehouseTest
  static class NeverFired {
    @Test
    @WithFault(endpoint = "tokne", status = 503)
    void call(@Auth(AuthType.BASIC) Scenario auth) {
      auth.open().close();
    }
  }

  @Test
  void failATestThatNeverMeetsThem() {
    assertThat(messageOf(NeverFired.class))
        .isEqualTo(
            "fault f1 (status) on endpoint tokne never fired, so this test proves nothing about it:"
                + " does a request get there?");
  }

  @GatehouseTest
  static class FailedAnyway {
    @Test
    @WithFault(endpoint = "token", status = 503)
    void call() {
      throw new AssertionError("of its own");
    }
  }

  @Test
  void leaveTheFailureOfTheTestItself() {
    assertThat(messageOf(FailedAnyway.class)).isEqualTo("of its own");
  }

  static class NotAnnotated {
    @Test
    @WithFault(endpoint = "token", status = 503)
    void call() {}
  }

  @Test
  void askForGatehouseTestOnTheClass() {
    assertThat(messageOf(NotAnnotated.class))
        .contains("NotAnnotated has no Gatehouse: write @GatehouseTest on the class");
  }

  @GatehouseTest
  static class Nowhere {
    @Test
    @WithFault(status = 503)
    void call() {}
  }

  @GatehouseTest
  static class TwoPlaces {
    @Test
    @WithFault(path = "/", endpoint = "token", status = 503)
    void call() {}
  }

  @GatehouseTest
  static class TwoFaults {
    @Test
    @WithFault(path = "/", kind = FaultKind.ALG_NONE, status = 503)
    void call() {}
  }

  @GatehouseTest
  @WithFault(path = "/")
  static class NoFault {
    @Test
    void call() {}
  }

  @GatehouseTest
  static class WrongPath {
    @Test
    @WithFault(path = "orders", status = 503)
    void call() {}
  }

  @GatehouseTest
  static class WrongStatus {
    @Test
    @WithFault(path = "/", status = 7)
    void call() {}
  }

  @GatehouseTest
  static class WrongCount {
    @Test
    @WithFault(path = "/", status = 503, times = 0)
    void call() {}
  }

  @GatehouseTest
  static class NotMade {
    record Needy(String what) implements Supplier<Fault> {
      @Override
      public Fault get() {
        return Fault.status(503).body(what);
      }
    }

    @Test
    @WithFault(path = "/", fault = Needy.class)
    void call() {}
  }

  @Test
  void writtenWronglyTellWhatToWrite() {
    String where = "@WithFault: say where by one of endpoint, path, pathPrefix";
    String what = "@WithFault: say what by one of kind, status, oauthError, delayMillis, fault";
    assertThat(messageOf(Nowhere.class)).isEqualTo("Nowhere.call: " + where);
    assertThat(messageOf(TwoPlaces.class)).isEqualTo("TwoPlaces.call: " + where);
    assertThat(messageOf(TwoFaults.class)).isEqualTo("TwoFaults.call: " + what);
    assertThat(messageOf(NoFault.class)).isEqualTo("NoFault: " + what);
    assertThat(messageOf(WrongPath.class)).contains("path has to be written plainly");
    assertThat(messageOf(WrongStatus.class)).contains("status has to be 200 to 599, not 7");
    assertThat(messageOf(WrongCount.class)).contains("times) is 1 or more, or WithFault.ALWAYS");
    assertThat(messageOf(NotMade.class)).contains("Needy has to be a class");
  }
}
