package dev.gatehouse.conformance.cli;

import dev.gatehouse.conformance.client.ClientUnderTest;
import dev.gatehouse.conformance.exec.Testee;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code testee}: a client of the suite's own as a program for {@code --exec}. */
@Command(
    name = "testee",
    description = {
      "Serves Gatehouse's own client over the client protocol, on standard input and output.",
      "An example of the protocol at work:",
      "  run --exec \"java -jar gatehouse-conformance.jar testee\""
    },
    mixinStandardHelpOptions = true)
final class TesteeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--client",
      paramLabel = "NAME",
      defaultValue = "gatehouse",
      description = "A client of the suite's own; 'list' shows them. Default: ${DEFAULT-VALUE}.")
  private String client;

  @Override
  public Integer call() throws IOException {
    ClientUnderTest served =
        Clients.named(client)
            .orElseThrow(
                () ->
                    new ParameterException(
                        spec.commandLine(), "There is no client '" + client + "'."));
    Testee.serve(served, System.in, System.out);
    return 0;
  }
}
