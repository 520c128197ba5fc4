package dev.gatehouse.junit;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.gatehouse.junit.TestKit.published;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gatehouse.client.HttpConnection;
import dev.gatehouse.connection.AuthType;
import dev.gatehouse.mock.Gatehouse;
import dev.gatehouse.mock.scenario.Scenario;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.testkit.engine.EngineExecutionResults;

/** Which tests share a Gatehouse, and that each is closed. */
class IsolationTest {

  private static List<String> urisOf(Class<?> tests, int count) {
    EngineExecutionResults results = TestKit.run(tests);
    TestKit.allPassed(results, count);
    List<String> uris = published(results, "uri");
    assertThat(uris).hasSize(count).allMatch(TestKit::isClosed);
    return uris;
  }

  @GatehouseTest
  static class ByMethod {
    @Test
    void one(Gatehouse gatehouse, TestReporter reporter) {
      reporter.publishEntry("uri", TestKit.identity(gatehouse));
    }

    @RepeatedTest(2)
    void other(Gatehouse gatehouse, TestReporter reporter) {
      reporter.publishEntry("uri", TestKit.identity(gatehouse));
    }
  }

  @Test
  void givesEachMethodItsOwnUnlessToldOtherwise() {
    assertThat(urisOf(ByMethod.class, 3)).doesNotHaveDuplicates();
  }

  @GatehouseTest(isolation = Isolation.CLASS)
  static class ByClass {
    @Test
    void one(Gatehouse gatehouse, TestReporter reporter) {
      reporter.publishEntry("uri", TestKit.identity(gatehouse));
    }

    @Nested
    class Inner {
      @Test
      void other(Gatehouse gatehouse, TestReporter reporter) {
        reporter.publishEntry("uri", TestKit.identity(gatehouse));
      }
    }
  }

  @Test
  void givesAClassAndItsNestedClassesOneWhenAskedTo() {
    assertThat(new HashSet<>(urisOf(ByClass.class, 2))).hasSize(1);
  }

  @GatehouseTest
  static class WithBeforeAll {
    @BeforeAll
    static void stub(Gatehouse gatehouse) {
      gatehouse.api().stubFor(get("/orders").willReturn(okJson("[]")));
    }

    @Test
    void one(Gatehouse gatehouse, TestReporter reporter) {
      assertEquals(1, gatehouse.api().getStubMappings().size());
      reporter.publishEntry("uri", TestKit.identity(gatehouse));
    }

    @Nested
    class Inner {
      @Test
      void other(Gatehouse gatehouse, TestReporter reporter) {
        reporter.publishEntry("uri", TestKit.identity(gatehouse));
      }
    }
  }

  @Test
  void sharesTheOneThatBeforeAllAskedFor() {
    assertThat(new HashSet<>(urisOf(WithBeforeAll.class, 2))).hasSize(1);
  }

  @GatehouseTest
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  static class PerClass {
    private final Gatehouse ofConstructor;

    PerClass(Gatehouse gatehouse) {
      this.ofConstructor = gatehouse;
    }

    @Test
    void one(Gatehouse gatehouse, TestReporter reporter) {
      assertEquals(ofConstructor, gatehouse);
      reporter.publishEntry("uri", TestKit.identity(gatehouse));
    }

    @Test
    void other(Gatehouse gatehouse, TestReporter reporter) {
      assertEquals(ofConstructor, gatehouse);
      reporter.publishEntry("uri", TestKit.identity(gatehouse));
    }
  }

  @Test
  void sharesTheOneThatAnInstanceOfTheClassAskedFor() {
    assertThat(new HashSet<>(urisOf(PerClass.class, 2))).hasSize(1);
  }

  @GatehouseTest
  static class Base {
    @Test
    void inherited(Gatehouse gatehouse, TestReporter reporter) {
      reporter.publishEntry("uri", TestKit.identity(gatehouse));
    }
  }

  static class Derived extends Base {}

  @Test
  void isInheritedBySubclasses() {
    assertThat(urisOf(Derived.class, 1)).hasSize(1);
  }

  @GatehouseTest
  static class InParallel {
    @BeforeEach
    void stub(Gatehouse gatehouse) {
      gatehouse.api().stubFor(get(urlPathEqualTo("/orders")).willReturn(okJson("[]")));
    }

    @RepeatedTest(50)
    void call(
        Gatehouse gatehouse,
        @Auth(AuthType.BASIC) HttpConnection connection,
        @Auth(AuthType.BASIC) Scenario auth,
        TestReporter reporter,
        TestInfo test) {
      assertEquals("[]", connection.get("/orders?" + test.getDisplayName().hashCode()).text());
      assertEquals(1, gatehouse.journal().entries().size());
      gatehouse.api().verify(1, getRequestedFor(urlPathEqualTo("/orders")));
      assertEquals("" + test.getDisplayName().hashCode(), auth.lastApiCall().query());
      reporter.publishEntry("uri", TestKit.identity(gatehouse));
    }
  }

  @Test
  void keepsParallelTestsApart() {
    EngineExecutionResults results = TestKit.runInParallel(8, InParallel.class);

    TestKit.allPassed(results, 50);
    assertThat(published(results, "uri"))
        .hasSize(50)
        .doesNotHaveDuplicates()
        .allMatch(TestKit::isClosed);
  }

  @GatehouseTest(isolation = Isolation.CLASS)
  static class ByClassInParallel {
    @RepeatedTest(20)
    void call(
        @Auth(AuthType.BASIC) HttpConnection connection,
        Gatehouse gatehouse,
        TestReporter reporter) {
      assertEquals(200, connection.get("/hello").status());
      reporter.publishEntry("uri", TestKit.identity(gatehouse));
    }
  }

  @Test
  void startsOneForAClassWhoseTestsRunInParallel() {
    EngineExecutionResults results = TestKit.runInParallel(8, ByClassInParallel.class);

    TestKit.allPassed(results, 20);
    assertThat(new HashSet<>(published(results, "uri"))).hasSize(1).allMatch(TestKit::isClosed);
  }

  @GatehouseTest
  static class Failing {
    @Test
    void fails(Gatehouse gatehouse, TestReporter reporter) {
      reporter.publishEntry("uri", TestKit.identity(gatehouse));
      throw new AssertionError("on purpose");
    }
  }

  @Test
  void closesTheOneOfAFailedTest() {
    EngineExecutionResults results = TestKit.run(Failing.class);

    results.testEvents().assertStatistics(stats -> stats.failed(1));
    assertThat(published(results, "uri")).hasSize(1).allMatch(TestKit::isClosed);
  }

  /** Puts something to close into a test's store, as Gatehouse does, and tells how often it was. */
  static class Counting implements BeforeEachCallback, AfterAllCallback {
    private int closings;

    @Override
    public void beforeEach(ExtensionContext context) {
      Home.store(context).put(new Object(), new Kept(this, () -> closings++));
    }

    @Override
    public void afterAll(ExtensionContext context) {
      context.publishReportEntry("closings", String.valueOf(closings));
    }
  }

  @ExtendWith(Counting.class)
  static class Counted {
    @Test
    void test() {}
  }

  @Test
  void closesEverythingOnce() {
    assertThat(published(TestKit.run(Counted.class), "closings")).containsExactly("1");
  }

  @GatehouseTest
  static class Untouched {
    @Test
    void needsNothing() {}
  }

  @Test
  void startsNothingForATestThatAsksForNothing() {
    TestKit.allPassed(TestKit.run(Untouched.class), 1);
  }
}
