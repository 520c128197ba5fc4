package dev.gatehouse.conformance;

import dev.gatehouse.conformance.client.ClientUnderTest;
import dev.gatehouse.connection.AuthType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Runs checks against a client, several at once, each with a deadline.
 *
 * @param threads how many checks run at once
 * @param callLimit how long the client may take for one call before it counts as hung
 * @param checkLimit how long a check may take as a whole before the suite gives it up
 * @since 0.1
 */
public record Runner(int threads, Duration callLimit, Duration checkLimit) {

  /** Four at once, 20 seconds a call, a minute and a half a check. */
  public static Runner standard() {
    return new Runner(4, Duration.ofSeconds(20), Duration.ofSeconds(90));
  }

  /**
   * Runs checks against a client.
   *
   * @param progress told of each result as early as possible, in the order of {@code checks}
   */
  public Run run(ClientUnderTest client, List<Check> checks, Consumer<CheckResult> progress) {
    Instant startedAt = Instant.now();
    long start = System.nanoTime();
    ExecutorService pool = Executors.newFixedThreadPool(threads, Runner::daemon);
    try {
      List<Future<CheckResult>> pending =
          checks.stream().map(check -> pool.submit(() -> run(client, check))).toList();
      List<CheckResult> results = new ArrayList<>();
      for (Future<CheckResult> next : pending) {
        CheckResult result = next.get();
        results.add(result);
        progress.accept(result);
      }
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      return new Run(client.name(), version(), startedAt, took, results);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the run was interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a check ended without an outcome", e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }

  /** Runs one check. */
  public CheckResult run(ClientUnderTest client, Check check) {
    Optional<Outcome> skipped = missing(client, check).map(Outcome.Skipped::new);
    if (skipped.isPresent()) {
      return new CheckResult(check, skipped.get(), Duration.ZERO, List.of());
    }
    long start = System.nanoTime();
    try (Bench bench = new Bench(client, callLimit)) {
      Outcome outcome = bench.mask().apply(Deadline.run(check, bench, checkLimit));
      List<Exchange> exchanges = outcome instanceof Outcome.Failed ? bench.exchanges() : List.of();
      return new CheckResult(
          check, outcome, Duration.ofNanos(System.nanoTime() - start), exchanges);
    }
  }

  private static Optional<String> missing(ClientUnderTest client, Check check) {
    List<String> lacking = new ArrayList<>();
    check.authTypes().stream()
        .filter(type -> !client.authTypes().contains(type))
        .sorted()
        .forEach(type -> lacking.add("the auth type " + type.id()));
    if (!check.alternatives().isEmpty()
        && Collections.disjoint(check.alternatives(), client.authTypes())) {
      lacking.add(
          check.alternatives().stream()
              .sorted()
              .map(AuthType::id)
              .collect(Collectors.joining(" or ", "the auth type ", "")));
    }
    check.features().stream()
        .filter(feature -> !client.features().contains(feature))
        .sorted()
        .forEach(feature -> lacking.add("the feature " + feature.id()));
    return lacking.isEmpty()
        ? Optional.empty()
        : Optional.of("the client does not have " + String.join(" and ", lacking));
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "conformance-runner");
    thread.setDaemon(true);
    return thread;
  }

  /** The suite's own version, as its jar says. */
  public static String version() {
    return Optional.ofNullable(Runner.class.getPackage().getImplementationVersion())
        .orElse("development");
  }
}
