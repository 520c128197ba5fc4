package dev.gatehouse.conformance;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A run of checks against one client.
 *
 * @param client its name
 * @param version of the suite
 * @param startedAt when the run began
 * @param took how long it ran
 * @param results one for each check, in the order of the catalogue
 * @since 0.1
 */
public record Run(
    String client, String version, Instant startedAt, Duration took, List<CheckResult> results) {
  public Run {
    results = List.copyOf(results);
  }

  /** What the results come to. */
  public Verdict verdict() {
    if (count(Standing.FAILED) > 0) {
      return Verdict.NOT_CONFORMANT;
    }
    if (count(Standing.BROKEN) > 0) {
      return Verdict.BROKEN;
    }
    return count(Standing.SKIPPED) == results.size() ? Verdict.NOTHING_CHECKED : Verdict.CONFORMANT;
  }

  /** How many results come to this. */
  public long count(Standing standing) {
    return results.stream().filter(result -> result.standing() == standing).count();
  }
}
