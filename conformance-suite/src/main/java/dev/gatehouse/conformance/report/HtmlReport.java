package dev.gatehouse.conformance.report;

import com.samskivert.mustache.Escapers;
import com.samskivert.mustache.Mustache;
import dev.gatehouse.conformance.Check;
import dev.gatehouse.conformance.CheckResult;
import dev.gatehouse.conformance.Outcome;
import dev.gatehouse.conformance.Run;
import dev.gatehouse.conformance.Standing;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A run as one web page that needs nothing else: no network, and no script for reading it. The
 * template escapes every text it is given.
 */
final class HtmlReport {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  /** Beyond these, a list at the top is in the way. */
  private static final int MOST_LISTED = 8;

  private HtmlReport() {}

  static String write(Run run) {
    return Mustache.compiler()
        .withEscaper(Escapers.HTML)
        .emptyStringIsFalse(true)
        .compile(template())
        .execute(model(run));
  }

  private static String template() {
    try (InputStream template = HtmlReport.class.getResourceAsStream("report.html.mustache")) {
      return new String(
          Objects.requireNonNull(template, "the template is missing from the jar").readAllBytes(),
          StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Object> model(Run run) {
    Map<String, List<CheckResult>> families =
        run.results().stream()
            .collect(
                Collectors.groupingBy(
                    result -> result.check().family(), LinkedHashMap::new, Collectors.toList()));
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("client", run.client());
    model.put("version", run.version());
    model.put("startedAt", TIME.format(run.startedAt()));
    model.put("isoTime", run.startedAt().toString());
    model.put("took", took(run.took()));
    model.put("verdict", run.verdict().words());
    model.put("verdictClass", run.verdict().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    model.put("checks", run.results().size());
    model.put("counts", counts(run));
    List<CheckResult> worst = worst(run);
    model.put("worst", worst.stream().limit(MOST_LISTED).map(HtmlReport::headline).toList());
    model.put("more", worst.size() > MOST_LISTED ? worst.size() - MOST_LISTED : false);
    model.put(
        "families",
        families.entrySet().stream()
            .map(family -> family(family.getKey(), family.getValue()))
            .toList());
    return model;
  }

  /** What a reader came for: what went wrong, the worst first. */
  private static List<CheckResult> worst(Run run) {
    return run.results().stream()
        .filter(result -> result.standing().compareTo(Standing.WARNING) <= 0)
        .sorted(Comparator.comparing(CheckResult::standing))
        .toList();
  }

  private static Map<String, Object> headline(CheckResult result) {
    return Map.of(
        "id", result.check().id(),
        "title", result.check().title(),
        "standing", result.standing().word(),
        "sign", result.standing().sign());
  }

  private static List<Map<String, Object>> counts(Run run) {
    return Arrays.stream(Standing.values())
        .filter(standing -> run.count(standing) > 0)
        .map(
            standing ->
                Map.<String, Object>of(
                    "standing", standing.word(),
                    "counted", standing.counted(),
                    "sign", standing.sign(),
                    "count", run.count(standing)))
        .toList();
  }

  private static Map<String, Object> family(String name, List<CheckResult> results) {
    long right = results.stream().filter(result -> result.standing() == Standing.PASSED).count();
    return Map.of(
        "family",
        name,
        "passed",
        right,
        "size",
        results.size(),
        "results",
        results.stream().map(HtmlReport::result).toList());
  }

  private static Map<String, Object> result(CheckResult result) {
    Check check = result.check();
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("id", check.id());
    model.put("level", check.level().name());
    model.put("levelClass", check.level().name().toLowerCase(Locale.ROOT));
    model.put("title", check.title());
    model.put("rule", check.rule());
    model.put("standing", result.standing().word());
    model.put("sign", result.standing().sign());
    model.put("took", took(result.took()));
    model.put("open", result.outcome() instanceof Outcome.Failed || broken(result));
    model.put(
        "specs",
        check.specs().stream()
            .map(
                spec ->
                    Map.of(
                        "text", spec.text(), "url", spec.link().map(Object::toString).orElse("")))
            .toList());
    model.put(
        "failed", result.outcome() instanceof Outcome.Failed failed ? failure(failed) : false);
    model.put("reason", reason(result.outcome()));
    model.put(
        "exchanges",
        result.exchanges().stream()
            .map(
                exchange ->
                    Map.of(
                        "server", exchange.server(),
                        "request", exchange.request(),
                        "answer", exchange.answer()))
            .toList());
    return model;
  }

  private static boolean broken(CheckResult result) {
    return result.outcome() instanceof Outcome.Broken;
  }

  private static Map<String, Object> failure(Outcome.Failed failed) {
    return Map.of(
        "expected", failed.expected(),
        "observed", failed.observed(),
        "explanation", failed.explanation());
  }

  private static String reason(Outcome outcome) {
    if (outcome instanceof Outcome.Skipped skipped) {
      return skipped.why();
    }
    return outcome instanceof Outcome.Broken broken ? broken.cause() : "";
  }

  private static String took(Duration duration) {
    return duration.toMillis() < 1000
        ? duration.toMillis() + " ms"
        : String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
  }
}
