package dev.gatehouse.conformance.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.conformance.Check;
import dev.gatehouse.conformance.CheckResult;
import dev.gatehouse.conformance.Outcome;
import dev.gatehouse.conformance.Run;
import dev.gatehouse.conformance.Standing;
import java.util.Locale;

/**
 * A run as JSON, for programs; the members are described in docs/conformance.md and only ever added
 * to.
 */
final class JsonReport {
  /** Goes up when a member changes its meaning. */
  private static final int FORMAT = 1;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ObjectWriter PRETTY = JSON.writerWithDefaultPrettyPrinter();

  private JsonReport() {}

  static String write(Run run) {
    ObjectNode root = JSON.createObjectNode();
    root.put("format", FORMAT)
        .put("suite", "gatehouse-conformance")
        .put("version", run.version())
        .put("client", run.client())
        .put("startedAt", run.startedAt().toString())
        .put("milliseconds", run.took().toMillis())
        .put("verdict", run.verdict().words())
        .put("exitCode", run.verdict().exitCode());
    ObjectNode counts = root.putObject("counts");
    counts.put("checks", run.results().size());
    for (Standing standing : Standing.values()) {
      counts.put(standing.counted(), run.count(standing));
    }
    ArrayNode checks = root.putArray("checks");
    run.results().forEach(result -> put(checks.addObject(), result));
    try {
      return PRETTY.writeValueAsString(root) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of texts and numbers can always be written", e);
    }
  }

  private static void put(ObjectNode node, CheckResult result) {
    Check check = result.check();
    node.put("id", check.id())
        .put("level", check.level().name().toLowerCase(Locale.ROOT))
        .put("title", check.title())
        .put("rule", check.rule());
    ArrayNode specs = node.putArray("specs");
    check
        .specs()
        .forEach(
            spec -> {
              ObjectNode one = specs.addObject().put("text", spec.text());
              spec.link().ifPresent(link -> one.put("url", link.toString()));
            });
    ArrayNode authTypes = node.putArray("authTypes");
    check.authTypes().stream().sorted().forEach(type -> authTypes.add(type.id()));
    ArrayNode features = node.putArray("features");
    check.features().stream().sorted().forEach(feature -> features.add(feature.id()));
    node.put("outcome", result.outcome().word()).put("standing", result.standing().word());
    if (result.outcome() instanceof Outcome.Failed failed) {
      node.put("expected", failed.expected())
          .put("observed", failed.observed())
          .put("explanation", failed.explanation());
    } else if (result.outcome() instanceof Outcome.Skipped skipped) {
      node.put("reason", skipped.why());
    } else if (result.outcome() instanceof Outcome.Broken broken) {
      node.put("reason", broken.cause());
    }
    node.put("milliseconds", result.took().toMillis());
    ArrayNode exchanges = node.putArray("exchanges");
    result
        .exchanges()
        .forEach(
            exchange ->
                exchanges
                    .addObject()
                    .put("server", exchange.server())
                    .put("request", exchange.request())
                    .put("answer", exchange.answer()));
  }
}
