package dev.gatehouse.conformance;

/** Ends a check early with its outcome. */
final class CheckEnded extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Outcome outcome;

  CheckEnded(Outcome outcome) {
    super(outcome.toString(), null, false, false);
    this.outcome = outcome;
  }

  Outcome outcome() {
    return outcome;
  }
}
