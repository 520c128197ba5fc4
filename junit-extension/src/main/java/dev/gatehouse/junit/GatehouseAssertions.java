package dev.gatehouse.junit;

import dev.gatehouse.mock.journal.JournalEntry;
import org.jspecify.annotations.Nullable;

/**
 * AssertJ assertions over what a Gatehouse saw. A static import of this {@code assertThat} and of
 * AssertJ's own can stand side by side.
 *
 * @since 0.1
 */
public final class GatehouseAssertions {
  private GatehouseAssertions() {}

  /** Assertions over one exchange, for example {@code assertThat(auth.lastApiCall())}. */
  public static JournalEntryAssert assertThat(@Nullable JournalEntry actual) {
    return new JournalEntryAssert(actual);
  }
}
