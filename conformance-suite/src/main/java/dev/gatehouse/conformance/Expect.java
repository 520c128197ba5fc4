package dev.gatehouse.conformance;

/**
 * How a check's step says what it expected. A step that returns has passed.
 *
 * @since 0.1
 */
public final class Expect {
  private Expect() {}

  /**
   * Fails the check unless the client did right.
   *
   * @param right whether it did
   * @param expected what it should have done
   * @param observed what it did; secrets of the connections in use are masked before it is shown
   * @param explanation why it matters and what to change
   */
  public static void that(boolean right, String expected, String observed, String explanation) {
    if (!right) {
      throw fail(expected, observed, explanation);
    }
  }

  /** Fails the check: {@code throw Expect.fail(...)}. */
  public static RuntimeException fail(String expected, String observed, String explanation) {
    return new CheckEnded(new Outcome.Failed(expected, observed, explanation));
  }

  /** Part of a check's step. */
  @FunctionalInterface
  public interface Part {
    /** Returns when the client did right in this part, as a step does. */
    void run() throws Exception;
  }

  /**
   * Runs a part of a check that has several; a failure then says in which it came up.
   *
   * @param where how what was expected begins, for example {@code with basic}
   */
  public static void in(String where, Part part) throws Exception {
    try {
      part.run();
    } catch (CheckEnded ended) {
      throw ended.outcome() instanceof Outcome.Failed failed
          ? fail(where + ", " + failed.expected(), failed.observed(), failed.explanation())
          : ended;
    }
  }

  /** Ends the check as not applying: {@code throw Expect.skip(...)}. */
  public static RuntimeException skip(String why) {
    return new CheckEnded(new Outcome.Skipped(why));
  }
}
