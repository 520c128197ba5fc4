package dev.gatehouse.junit;

import dev.gatehouse.mock.journal.JournalEntry;
import dev.gatehouse.mock.journal.Outcome;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Journal entries in words. */
final class JournalText {
  private static final int MOST = 20;
  private static final Comparator<JournalEntry> REFUSALS_FIRST =
      Comparator.comparing(
          entry -> entry.outcome() != Outcome.REFUSED && entry.outcome() != Outcome.FAILED);

  private JournalText() {}

  /**
   * For example {@code #3 GET /api/basic/orders -> 401 refused by gate /api/basic: no-password}.
   */
  static String of(JournalEntry entry) {
    String head =
        "#%d %s %s%s -> %d, %s by %s"
            .formatted(
                entry.number(),
                entry.method(),
                entry.path(),
                entry.query() == null ? "" : "?" + entry.query(),
                entry.status(),
                entry.outcome().name().toLowerCase(Locale.ROOT),
                entry.handledBy());
    String event = entry.event().isEmpty() ? "" : ": " + entry.event();
    String explanation = entry.explanation() == null ? "" : "\n     " + entry.explanation();
    return head + event + explanation;
  }

  /** The newest of these, refusals first. */
  static String of(List<JournalEntry> entries) {
    int left = Math.max(0, entries.size() - MOST);
    String lines =
        entries.stream()
            .skip(left)
            .sorted(REFUSALS_FIRST)
            .map(entry -> "\n  " + of(entry))
            .collect(Collectors.joining());
    return left == 0 ? lines : lines + "\n  and " + left + " before these";
  }
}
