package dev.gatehouse.mock.cli;

import dev.gatehouse.mock.Gatehouse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * One run of the command line, inside this JVM.
 *
 * @param code the exit code
 */
record CommandLineRun(int code, String out, String err) {

  /** What a test does while {@code serve} serves. */
  @FunctionalInterface
  interface Meanwhile {
    void with(Gatehouse gatehouse) throws Exception;
  }

  static CommandLineRun of(String... arguments) {
    return of("", arguments);
  }

  static CommandLineRun of(String stdin, String[] arguments) {
    return run(
        stdin,
        gatehouse -> {
          throw new AssertionError("it serves, which was not expected");
        },
        arguments);
  }

  static CommandLineRun serving(Meanwhile meanwhile, String... arguments) {
    return run("", meanwhile, arguments);
  }

  private static CommandLineRun run(String stdin, Meanwhile meanwhile, String[] arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Streams streams =
        new Streams(
            new ByteArrayInputStream(stdin.getBytes(StandardCharsets.UTF_8)),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    Lifetime lifetime =
        new Lifetime() {
          @Override
          public void onEnd(Runnable cleanup) {}

          @Override
          public void await(Gatehouse gatehouse) {
            try {
              meanwhile.with(gatehouse);
            } catch (Exception e) {
              throw new AssertionError(e);
            }
          }
        };
    int code = GatehouseCommand.create(streams, lifetime).execute(arguments);
    return new CommandLineRun(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
