package dev.gatehouse.conformance.report;

import dev.gatehouse.conformance.CheckResult;
import dev.gatehouse.conformance.Outcome;
import dev.gatehouse.conformance.Run;
import dev.gatehouse.conformance.Spec;
import dev.gatehouse.conformance.Standing;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A run as Markdown, short enough for the summary of a CI step. */
final class MarkdownReport {
  private static final String SPECIAL = "\\`*_{}[]()#+!|~";

  private MarkdownReport() {}

  static String write(Run run) {
    StringBuilder text = new StringBuilder();
    text.append("# Conformance of ").append(escape(run.client())).append("\n\n");
    text.append("**").append(escape(run.verdict().words())).append("**: ");
    text.append(counts(run)).append(".\n");
    for (Standing standing :
        List.of(Standing.FAILED, Standing.BROKEN, Standing.WARNING, Standing.NOTE)) {
      section(text, run, standing);
    }
    text.append("\n<details><summary>All checks</summary>\n\n");
    text.append("| Check | Level | Result | What it is about |\n|---|---|---|---|\n");
    run.results()
        .forEach(
            result ->
                row(
                    text,
                    code(result.check().id()),
                    result.check().level().name(),
                    result.standing().word(),
                    escape(result.check().title())));
    return text.append("\n</details>\n").toString();
  }

  private static String counts(Run run) {
    return Arrays.stream(Standing.values())
            .filter(standing -> run.count(standing) > 0)
            .map(standing -> run.count(standing) + " " + standing.counted())
            .collect(Collectors.joining(", "))
        + " of "
        + run.results().size()
        + " checks";
  }

  private static void section(StringBuilder text, Run run, Standing standing) {
    List<CheckResult> results =
        run.results().stream().filter(result -> result.standing() == standing).toList();
    if (results.isEmpty()) {
      return;
    }
    String word = standing.counted();
    text.append("\n## ")
        .append(word.substring(0, 1).toUpperCase(Locale.ROOT))
        .append(word.substring(1))
        .append("\n\n| Check | Expected | Observed | Source |\n|---|---|---|---|\n");
    for (CheckResult result : results) {
      String expected = result.check().rule();
      String observed = "";
      if (result.outcome() instanceof Outcome.Failed failed) {
        expected = failed.expected();
        observed = failed.observed();
      } else if (result.outcome() instanceof Outcome.Broken broken) {
        observed = broken.cause();
      }
      row(
          text,
          code(result.check().id()) + "<br>" + escape(result.check().title()),
          escape(expected),
          escape(observed),
          result.check().specs().stream()
              .map(MarkdownReport::link)
              .collect(Collectors.joining("<br>")));
    }
  }

  private static void row(StringBuilder text, String... cells) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  private static String link(Spec spec) {
    return spec.link()
        .map(url -> "[" + escape(spec.text()) + "](" + url + ")")
        .orElse(escape(spec.text()));
  }

  private static String code(String id) {
    return "`" + id + "`";
  }

  /** Text that stays in its cell and stays text. */
  private static String escape(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (c == '&') {
                escaped.append("&amp;");
              } else if (c == '<') {
                escaped.append("&lt;");
              } else if (c == '>') {
                escaped.append("&gt;");
              } else if (c == '\n') {
                escaped.append("<br>");
              } else if (Character.isISOControl(c)) {
                escaped.append(' ');
              } else if (SPECIAL.indexOf(c) >= 0) {
                escaped.append('\\').appendCodePoint(c);
              } else {
                escaped.appendCodePoint(c);
              }
            });
    return escaped.toString();
  }
}
