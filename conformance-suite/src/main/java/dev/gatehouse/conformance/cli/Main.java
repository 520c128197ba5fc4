package dev.gatehouse.conformance.cli;

import dev.gatehouse.conformance.Runner;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The command line of the conformance suite.
 *
 * @since 0.1
 */
@Command(
    name = "gatehouse-conformance",
    description = {
      "Tells whether an HTTP client logs in as the specifications say.",
      "It runs checks against a client, each with servers of its own on this machine; nothing"
          + " leaves it."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n",
    subcommands = {RunCommand.class, ListCommand.class, TesteeCommand.class},
    footerHeading = "%nExamples:%n",
    footer = {
      "  gatehouse-conformance list",
      "  gatehouse-conformance run",
      "  gatehouse-conformance run --exec \"python3 my_client.py\" --only \"basic.*\""
    })
public final class Main implements Runnable {
  private static final int HARNESS_ERROR = 3;

  @Spec private CommandSpec spec;

  /** Only picocli makes one. */
  Main() {}

  /** Runs a command and ends the JVM with its exit code. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setParameterExceptionHandler(
            (error, args) -> {
              CommandLine command = error.getCommandLine();
              command.getErr().println(command.getColorScheme().errorText(error.getMessage()));
              command
                  .getErr()
                  .println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
              return command.getCommandSpec().exitCodeOnInvalidInput();
            })
        .setExecutionExceptionHandler(
            (error, command, parsed) -> {
              command
                  .getErr()
                  .println(command.getColorScheme().errorText("The suite failed: " + error));
              return HARNESS_ERROR;
            });
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say which command: run, list or testee.");
  }

  /** The version of the jar. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"gatehouse-conformance " + Runner.version()};
    }
  }
}
