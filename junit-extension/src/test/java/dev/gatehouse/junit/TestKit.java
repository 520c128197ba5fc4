package dev.gatehouse.junit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.gatehouse.connection.AuthType;
import dev.gatehouse.mock.Gatehouse;
import dev.gatehouse.mock.scenario.Scenario;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.ClassSelector;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.EventType;

/** Runs test classes written wrongly or rightly, and tells what became of them. */
final class TestKit {
  private TestKit() {}

  static EngineExecutionResults run(Class<?>... classes) {
    return EngineTestKit.engine("junit-jupiter")
        .selectors(selectors(classes))
        .configurationParameter("junit.jupiter.execution.parallel.enabled", "false")
        .execute();
  }

  static EngineExecutionResults runInParallel(int threads, Class<?>... classes) {
    return EngineTestKit.engine("junit-jupiter")
        .selectors(selectors(classes))
        .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
        .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
        .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
        .configurationParameter(
            "junit.jupiter.execution.parallel.config.fixed.parallelism", "" + threads)
        .execute();
  }

  private static ClassSelector[] selectors(Class<?>... classes) {
    return Arrays.stream(classes).map(type -> selectClass(type)).toArray(ClassSelector[]::new);
  }

  /** Sees that so many tests were run and all passed. */
  static EngineExecutionResults allPassed(EngineExecutionResults results, int count) {
    List<Throwable> failures = failures(results);
    if (!failures.isEmpty()) {
      throw new AssertionError(failures.size() + " failures, such as this", failures.get(0));
    }
    results.testEvents().assertStatistics(stats -> stats.succeeded(count));
    return results;
  }

  /** What the tests published under a key by their TestReporter, in order. */
  static List<String> published(EngineExecutionResults results, String key) {
    return results
        .allEvents()
        .filter(event -> event.getType() == EventType.REPORTING_ENTRY_PUBLISHED)
        .flatMap(
            event ->
                event
                    .getPayload(ReportEntry.class)
                    .map(entry -> entry.getKeyValuePairs().get(key))
                    .stream())
        .toList();
  }

  /** The one failure of the run, wherever it happened. */
  static Throwable failure(EngineExecutionResults results) {
    List<Throwable> failures = failures(results);
    if (failures.size() != 1) {
      throw new AssertionError("expected one failure, but there were " + failures);
    }
    return failures.get(0);
  }

  private static List<Throwable> failures(EngineExecutionResults results) {
    return results
        .allEvents()
        .filter(event -> event.getType() == EventType.FINISHED)
        .flatMap(event -> event.getPayload(TestExecutionResult.class).stream())
        .flatMap(result -> result.getThrowable().stream())
        .toList();
  }

  /** The display names of the tests that were run, in order. */
  static List<String> names(EngineExecutionResults results) {
    return results
        .testEvents()
        .started()
        .map(Event::getTestDescriptor)
        .map(descriptor -> descriptor.getDisplayName())
        .toList();
  }

  /** Tells one Gatehouse from another, even from a later one on the same port. */
  static String identity(Gatehouse gatehouse) {
    Scenario basic = gatehouse.scenario(AuthType.BASIC);
    String pair = basic.username() + ":" + basic.password();
    return basic.apiUri() + " " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
  }

  /** Whether this Gatehouse answers no more; another may have its port by now. */
  static boolean isClosed(String identity) {
    String[] parts = identity.split(" ", 2);
    try {
      var call = (HttpURLConnection) URI.create(parts[0]).toURL().openConnection();
      call.setRequestProperty("Authorization", "Basic " + parts[1]);
      call.setRequestProperty("Connection", "close");
      return call.getResponseCode() != 200;
    } catch (IOException refused) {
      return true;
    }
  }
}
