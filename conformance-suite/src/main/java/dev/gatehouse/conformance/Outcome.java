package dev.gatehouse.conformance;

/**
 * How a check ended.
 *
 * @since 0.1
 */
public sealed interface Outcome {
  /** The client did what it must. */
  record Passed() implements Outcome {}

  /**
   * The client did something else.
   *
   * @param expected what it should have done
   * @param observed what it did
   * @param explanation why it matters and what to change
   */
  record Failed(String expected, String observed, String explanation) implements Outcome {}

  /**
   * The check does not apply to this client.
   *
   * @param why in words
   */
  record Skipped(String why) implements Outcome {}

  /**
   * The suite itself failed; this says nothing about the client.
   *
   * @param cause what went wrong, with the place in the suite
   */
  record Broken(String cause) implements Outcome {}

  /** For reports: {@code passed}, {@code failed}, {@code skipped} or {@code broken}. */
  default String word() {
    if (this instanceof Passed) {
      return "passed";
    }
    if (this instanceof Failed) {
      return "failed";
    }
    return this instanceof Skipped ? "skipped" : "broken";
  }
}
