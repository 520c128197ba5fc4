package dev.gatehouse.mock.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.mock.Gatehouse;
import dev.gatehouse.mock.scenario.Lineup;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What docs/faults.md says can be pasted. */
class FaultsChapterTest {
  private static final Path CHAPTER = Path.of("..", "docs", "faults.md");
  private static final Pattern FAULT = Pattern.compile("\\| `(\\{\"type\": .*?})` \\|");
  private static final Pattern RULE = Pattern.compile("curl -d '(.*?)'");

  private static List<String> all(Pattern pattern) throws IOException {
    return pattern
        .matcher(Files.readString(CHAPTER))
        .results()
        .map(MatchResult::group)
        .map(found -> pattern.matcher(found).replaceFirst("$1"))
        .toList();
  }

  @Test
  void everyFaultIsThereAndIsTaken() throws IOException {
    List<String> faults = all(FAULT);
    try (Gatehouse gatehouse = Gatehouse.builder().lineup(Lineup.empty()).start()) {
      for (String fault : faults) {
        taken(gatehouse, "{\"on\": {\"endpoint\": \"token\"}, \"fault\": " + fault + "}");
      }
      assertThat(gatehouse.faults().rules().stream().map(rule -> rule.fault().type()))
          .containsExactlyInAnyOrderElementsOf(
              EveryFaultTest.ROWS.stream().map(row -> row.fault().type()).toList());
    }
  }

  @Test
  void everyCommandIsTaken() throws IOException {
    List<String> rules = all(RULE);
    assertThat(rules).hasSizeGreaterThan(5);
    try (Gatehouse gatehouse = Gatehouse.builder().lineup(Lineup.empty()).start()) {
      for (String rule : rules) {
        taken(gatehouse, rule);
      }
    }
  }

  private static void taken(Gatehouse gatehouse, String rule) {
    URI faults = gatehouse.baseUri().resolve("/__gatehouse/faults");
    Call call = Call.json(faults, "POST", rule);
    assertThat(call.status()).as("%s: %s", rule, call.body()).isEqualTo(201);
  }
}
