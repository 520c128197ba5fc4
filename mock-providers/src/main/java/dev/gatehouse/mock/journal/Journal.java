package dev.gatehouse.mock.journal;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What happened, newest last: a ring of bounded size that can be read again and again.
 *
 * @since 0.1
 */
public interface Journal {
  /** Every entry still held, newest last. */
  List<JournalEntry> entries();

  /** The entries that match, newest last. */
  default List<JournalEntry> entries(Predicate<JournalEntry> filter) {
    return entries().stream().filter(filter).toList();
  }

  /** How many entries still held match. */
  default long count(Predicate<JournalEntry> filter) {
    return entries().stream().filter(filter).count();
  }

  /** The newest entry that matches. */
  default Optional<JournalEntry> last(Predicate<JournalEntry> filter) {
    List<JournalEntry> found = entries(filter);
    return found.isEmpty() ? Optional.empty() : Optional.of(found.get(found.size() - 1));
  }
}
