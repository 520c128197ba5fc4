package dev.gatehouse.mock.journal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** A journal that holds the newest entries and takes no lock. */
public final class RingJournal implements Journal {
  private final AtomicLong numbers = new AtomicLong();
  private final AtomicReferenceArray<@Nullable JournalEntry> ring;

  /**
   * An empty journal.
   *
   * @param size how many entries it holds, at least 1
   */
  public RingJournal(int size) {
    ring = new AtomicReferenceArray<>(size);
  }

  /** The number for a new entry; each is given once, counting up from 1. */
  public long nextNumber() {
    return numbers.incrementAndGet();
  }

  /** Adds an entry, in the place of the oldest when the journal is full. */
  public void add(JournalEntry entry) {
    int slot = (int) ((entry.number() - 1) % ring.length());
    // A slow writer must not put an older entry over a newer one.
    ring.accumulateAndGet(slot, entry, RingJournal::newer);
  }

  private static @Nullable JournalEntry newer(
      @Nullable JournalEntry held, @Nullable JournalEntry added) {
    return held != null && added != null && held.number() > added.number() ? held : added;
  }

  @Override
  public List<JournalEntry> entries() {
    List<JournalEntry> held = new ArrayList<>();
    for (int slot = 0; slot < ring.length(); slot++) {
      JournalEntry entry = ring.get(slot);
      if (entry != null) {
        held.add(entry);
      }
    }
    held.sort(Comparator.comparingLong(JournalEntry::number));
    return List.copyOf(held);
  }

  /** Forgets every entry; numbers go on counting. */
  public void clear() {
    for (int slot = 0; slot < ring.length(); slot++) {
      ring.set(slot, null);
    }
  }
}
