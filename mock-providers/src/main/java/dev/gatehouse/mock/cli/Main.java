package dev.gatehouse.mock.cli;

import dev.gatehouse.mock.http.Port;

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
    if (arguments.length > 0 && arguments[0].equals("serve")) {
      // Starting Jetty takes as long as reading the command line and setting up the line-up do
      // together, and is done beside them.
      Port.expect();
    }
    System.exit(
        GatehouseCommand.create(Streams.ofTheProcess(), new UntilKilled()).execute(arguments));
  }
}
