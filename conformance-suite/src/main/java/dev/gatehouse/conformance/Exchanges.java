package dev.gatehouse.conformance;

import dev.gatehouse.conformance.peer.Peer;
import dev.gatehouse.mock.Gatehouse;
import dev.gatehouse.mock.journal.JournalEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads what the servers of a check saw, for the report. */
final class Exchanges {
  /** A check that loops must not fill the report. */
  private static final int MOST = 20;

  private Exchanges() {}

  static List<Exchange> of(List<Peer> peers, @Nullable Gatehouse gatehouse) {
    List<Exchange> seen = new ArrayList<>();
    for (int i = 0; i < peers.size(); i++) {
      String name = "peer " + (i + 1);
      peers
          .get(i)
          .handled()
          .forEach(
              handled ->
                  seen.add(
                      new Exchange(name, handled.request().head(), handled.reply().summary())));
    }
    if (gatehouse != null) {
      gatehouse.journal().entries().forEach(entry -> seen.add(of(entry)));
    }
    if (seen.size() <= MOST) {
      return seen;
    }
    List<Exchange> some = new ArrayList<>(seen.subList(0, MOST));
    some.add(new Exchange("suite", "", (seen.size() - MOST) + " more exchanges are not shown"));
    return some;
  }

  private static Exchange of(JournalEntry entry) {
    String query = entry.query() == null ? "" : "?" + entry.query();
    String fields =
        entry.fields().stream()
            .map(field -> "\r\n" + field.name() + ": " + field.value())
            .collect(Collectors.joining());
    String explanation = entry.explanation() == null ? "" : ": " + entry.explanation();
    return new Exchange(
        "gatehouse",
        entry.method() + " " + entry.path() + query + " HTTP/1.1" + fields,
        entry.status()
            + ", "
            + entry.outcome().name().toLowerCase(Locale.ROOT)
            + " by "
            + entry.handledBy()
            + explanation);
  }
}
