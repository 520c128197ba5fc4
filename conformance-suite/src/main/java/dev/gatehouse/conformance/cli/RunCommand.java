package dev.gatehouse.conformance.cli;

import dev.gatehouse.conformance.Check;
import dev.gatehouse.conformance.Run;
import dev.gatehouse.conformance.Runner;
import dev.gatehouse.conformance.Standing;
import dev.gatehouse.conformance.check.Checks;
import dev.gatehouse.conformance.client.ClientUnderTest;
import dev.gatehouse.conformance.exec.ClientNotStartedException;
import dev.gatehouse.conformance.exec.ExecClient;
import dev.gatehouse.conformance.report.Reports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code run}: checks a client and writes the reports. */
@Command(
    name = "run",
    description = "Checks a client and writes report.html, report.json, junit.xml and summary.md.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:conformant; warnings are allowed unless --strict",
      "1:not conformant: a check of level MUST failed",
      "2:usage: a wrong option, or no check applies to the client",
      "3:the suite itself failed, or the client could not be started"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  gatehouse-conformance run",
      "      checks Gatehouse's own client",
      "  gatehouse-conformance run --client saboteur:http.truncated",
      "      checks a client that is broken on purpose, to see a failure",
      "  gatehouse-conformance run --exec \"python3 my_client.py\"",
      "      checks your client; CLIENT-PROTOCOL.md says what it has to speak"
    })
final class RunCommand implements Callable<Integer> {
  private static final int HARNESS_ERROR = 3;

  @Spec private CommandSpec spec;

  @ArgGroup private @Nullable Subject subject;

  /** Which client. */
  static final class Subject {
    @Option(
        names = "--client",
        paramLabel = "NAME",
        description = "A client of the suite's own; 'list' shows them. Default: gatehouse.")
    private @Nullable String client;

    @Option(
        names = "--exec",
        paramLabel = "CMD",
        description = "A program that speaks the client protocol on its standard input and output.")
    private @Nullable String command;
  }

  @Option(
      names = "--only",
      paramLabel = "GLOB",
      split = ",",
      description = "Only checks whose id matches, for example \"basic.*\". May be repeated.")
  private List<String> only = List.of();

  @Option(
      names = "--report-dir",
      paramLabel = "DIR",
      defaultValue = "gatehouse-report",
      description = "Where the reports go; made if it is missing. Default: ${DEFAULT-VALUE}.")
  private Path reportDir;

  @Option(
      names = "--strict",
      description = "Exit with 1 for warnings too, that is, for failed checks of level SHOULD.")
  private boolean strict;

  @Override
  public Integer call() {
    List<Check> checks = checks();
    if (Files.exists(reportDir) && !Files.isDirectory(reportDir)) {
      throw new ParameterException(
          spec.commandLine(), "--report-dir: " + reportDir + " is a file, not a directory.");
    }
    try (ClientUnderTest client = client()) {
      Console console = new Console(spec.commandLine());
      console.begin(client, checks);
      Run run = Runner.standard().run(client, checks, console::result);
      Reports.write(run, reportDir);
      console.end(run, reportDir);
      return strict && run.verdict().exitCode() == 0 && run.count(Standing.WARNING) > 0
          ? 1
          : run.verdict().exitCode();
    } catch (ClientNotStartedException e) {
      return harnessError(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return harnessError("Cannot write the reports to " + reportDir + ": " + e);
    }
  }

  private int harnessError(String message) {
    spec.commandLine().getErr().println(message);
    return HARNESS_ERROR;
  }

  private List<Check> checks() {
    try {
      return Selection.of(Checks.all(), only);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private ClientUnderTest client() {
    if (subject != null && subject.command != null) {
      try {
        return ExecClient.start(subject.command);
      } catch (IllegalArgumentException e) {
        throw new ParameterException(spec.commandLine(), "--exec: " + e.getMessage(), e);
      }
    }
    String name = subject == null || subject.client == null ? "gatehouse" : subject.client;
    return Clients.named(name)
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(),
                    "There is no client '" + name + "'. 'list' shows the clients there are."));
  }
}
