package dev.gatehouse.mock.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command without a subcommand: prints the help. */
@Command(
    name = GatehouseCommand.NAME,
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Simulates authentication providers, so that code which logs in somewhere can be tested"
          + " without that somewhere: strictly, offline and fast."
    },
    commandListHeading = "%nCommands:%n",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  Start the mock server, and see a curl line for every auth type:",
      "    java -jar gatehouse.jar serve",
      "",
      "  Call an API with a login of your own:",
      "    java -jar gatehouse.jar call --connection orders.yaml /orders",
      "",
      "  Learn more about a command:",
      "    java -jar gatehouse.jar serve --help"
    })
final class GatehouseCommand implements Runnable {
  static final String NAME = "java -jar gatehouse.jar";

  @Spec private CommandSpec spec;

  /** The whole command line; nothing in it touches the process's own streams or ends it. */
  static CommandLine create(Streams streams, Lifetime lifetime) {
    OneLineErrors errors = new OneLineErrors();
    return new CommandLine(new GatehouseCommand())
        .addSubcommand(new ServeCommand(streams, lifetime))
        .addSubcommand(new CallCommand(streams))
        .setOut(new PrintWriter(streams.out(), true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(streams.err(), true, StandardCharsets.UTF_8))
        .setParameterExceptionHandler(errors)
        .setExecutionExceptionHandler(errors);
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
