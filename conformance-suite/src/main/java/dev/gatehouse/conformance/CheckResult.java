package dev.gatehouse.conformance;

import java.time.Duration;
import java.util.List;

/**
 * How one check ended.
 *
 * @param check the check
 * @param outcome how it ended, secrets masked
 * @param took how long it ran
 * @param exchanges what the servers saw, in order; empty unless the client failed
 * @since 0.1
 */
public record CheckResult(Check check, Outcome outcome, Duration took, List<Exchange> exchanges) {
  public CheckResult {
    exchanges = List.copyOf(exchanges);
  }

  /** What it comes to for people: a failure weighs as its check does. */
  public Standing standing() {
    if (outcome instanceof Outcome.Failed) {
      return switch (check.level()) {
        case MUST -> Standing.FAILED;
        case SHOULD -> Standing.WARNING;
        case INFO -> Standing.NOTE;
      };
    }
    if (outcome instanceof Outcome.Passed) {
      return Standing.PASSED;
    }
    return outcome instanceof Outcome.Skipped ? Standing.SKIPPED : Standing.BROKEN;
  }
}
