package dev.gatehouse.conformance;

/**
 * What a run says of a client as a whole.
 *
 * @since 0.1
 */
public enum Verdict {
  /** Every check that applies was run, and none of level MUST failed. */
  CONFORMANT("conformant", 0),
  /** At least one check of level MUST failed. */
  NOT_CONFORMANT("not conformant", 1),
  /** No check applies to the client. */
  NOTHING_CHECKED("nothing was checked", 2),
  /** The suite could not run a check to its end. */
  BROKEN("the suite itself failed", 3);

  private final String words;
  private final int exitCode;

  Verdict(String words, int exitCode) {
    this.words = words;
    this.exitCode = exitCode;
  }

  /** For people, for example {@code not conformant}. */
  public String words() {
    return words;
  }

  /** Of the command line. */
  public int exitCode() {
    return exitCode;
  }
}
