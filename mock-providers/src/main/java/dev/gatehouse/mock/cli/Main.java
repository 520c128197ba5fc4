package dev.gatehouse.mock.cli;

/**
 * The entry point of {@code gatehouse.jar}.
 *
 * @since 0.1
 */
public final class Main {
  private Main() {}

  /** Runs the command line and ends the JVM with its exit code. */
  public static void main(String[] arguments) {
    // The jar has no log of its own; without this, slf4j would say so on stderr.
    if (System.getProperty("slf4j.internal.verbosity") == null) {
      System.setProperty("slf4j.internal.verbosity", "ERROR");
    }
    System.exit(
        GatehouseCommand.create(Streams.ofTheProcess(), new UntilKilled()).execute(arguments));
  }
}
