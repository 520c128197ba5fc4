package dev.gatehouse.conformance.cli;

import dev.gatehouse.conformance.Check;
import dev.gatehouse.conformance.check.Checks;
import dev.gatehouse.conformance.client.ReferenceClient;
import dev.gatehouse.conformance.saboteur.Saboteur;
import dev.gatehouse.conformance.saboteur.Saboteurs;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code list}: the checks and the clients there are. */
@Command(
    name = "list",
    description = "Lists the checks, and the clients that come with the suite.",
    mixinStandardHelpOptions = true)
final class ListCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    out.printf("Checks (%d), for --only:%n", Checks.all().size());
    for (Check check : Checks.all()) {
      out.printf("  %-26s %-6s %s%n", check.id(), check.level(), check.title());
    }
    out.printf("%nClients, for --client:%n");
    out.printf("  %-36s %s%n", new ReferenceClient().name(), "Gatehouse's own client");
    for (Saboteur saboteur : Saboteurs.all()) {
      out.printf("  %-36s %s%n", saboteur.client().name(), saboteur.flaw());
    }
    out.flush();
  }
}
