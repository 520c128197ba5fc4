package dev.gatehouse.mock.cli;

/** The exit codes of every command. */
final class ExitCode {
  static final int OK = 0;

  /** {@code serve} cannot start, or {@code call} got an answer that is not a success. */
  static final int FAILED = 1;

  /** The command line, the configuration or the connection file is wrong. */
  static final int USAGE = 2;

  /** The request of a {@code call} came to nothing. */
  static final int NO_ANSWER = 3;

  private ExitCode() {}
}
