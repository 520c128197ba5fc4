package dev.gatehouse.conformance.cli;

import dev.gatehouse.conformance.Check;
import dev.gatehouse.conformance.CheckResult;
import dev.gatehouse.conformance.Outcome;
import dev.gatehouse.conformance.Run;
import dev.gatehouse.conformance.Standing;
import dev.gatehouse.conformance.client.ClientUnderTest;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.IStyle;
import picocli.CommandLine.Help.Ansi.Style;

/** Tells a person at a terminal how the run goes; colours only where there are any. */
final class Console {
  private final PrintWriter out;
  private final Ansi ansi;

  Console(CommandLine command) {
    this.out = command.getOut();
    this.ansi = command.getColorScheme().ansi();
  }

  void begin(ClientUnderTest client, List<Check> checks) {
    out.printf("Checking %s: %d checks%n%n", client.name(), checks.size());
    out.flush();
  }

  void result(CheckResult result) {
    Standing standing = result.standing();
    out.printf(
        Locale.ROOT,
        "  %s  %-6s %-26s %s%n",
        paint(String.format("%-7s", standing.word()), styles(standing)),
        result.check().level(),
        result.check().id(),
        result.check().title());
    if (result.outcome() instanceof Outcome.Failed failed) {
      detail("expected", failed.expected());
      detail("observed", failed.observed());
    } else if (result.outcome() instanceof Outcome.Broken broken) {
      detail("cause", broken.cause());
    } else if (result.outcome() instanceof Outcome.Skipped skipped) {
      detail("because", skipped.why());
    }
    out.flush();
  }

  private void detail(String name, String text) {
    out.printf("             %-9s %s%n", name + ":", printable(text));
  }

  void end(Run run, Path reports) {
    String counts =
        Arrays.stream(Standing.values())
            .filter(standing -> run.count(standing) > 0)
            .map(
                standing -> paint(run.count(standing) + " " + standing.counted(), styles(standing)))
            .collect(Collectors.joining(", "));
    String verdict = run.client() + ": " + run.verdict().words();
    IStyle colour = run.verdict().exitCode() == 0 ? Style.fg_green : Style.fg_red;
    out.printf(
        Locale.ROOT,
        "%n%s (%s) in %.1f s%n",
        paint(verdict, colour, Style.bold),
        counts,
        run.took().toMillis() / 1000.0);
    out.printf("Report: %s%n", reports.resolve("report.html").toAbsolutePath().normalize());
    out.flush();
  }

  private static IStyle[] styles(Standing standing) {
    return switch (standing) {
      case FAILED, BROKEN -> new IStyle[] {Style.fg_red, Style.bold};
      case WARNING -> new IStyle[] {Style.fg_yellow};
      case NOTE -> new IStyle[] {Style.fg_blue};
      case PASSED -> new IStyle[] {Style.fg_green};
      case SKIPPED -> new IStyle[] {Style.faint};
    };
  }

  private String paint(String text, IStyle... styles) {
    return ansi.enabled() ? Style.on(styles) + text + Style.off(styles) : text;
  }

  /** What a server sent must not steer the terminal. */
  private static String printable(String text) {
    return text.codePoints()
        .map(c -> Character.isISOControl(c) ? ' ' : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
