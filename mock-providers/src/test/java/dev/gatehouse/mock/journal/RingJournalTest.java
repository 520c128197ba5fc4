package dev.gatehouse.mock.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RingJournalTest {
  private static JournalEntry entry(long number, int status) {
    return new JournalEntry(
        number,
        Instant.EPOCH,
        "GET",
        "/" + number,
        null,
        List.of(),
        0,
        "api",
        Outcome.UNGUARDED,
        "",
        null,
        Map.of(),
        null,
        status,
        null);
  }

  private static RingJournal journal(int size, int entries) {
    RingJournal journal = new RingJournal(size);
    for (int i = 0; i < entries; i++) {
      journal.add(entry(journal.nextNumber(), i % 2 == 0 ? 200 : 401));
    }
    return journal;
  }

  @Test
  void holdsTheNewestUpToItsSizeNewestLast() {
    assertThat(journal(3, 0).entries()).isEmpty();
    assertThat(journal(3, 2).entries()).extracting(JournalEntry::number).containsExactly(1L, 2L);
    assertThat(journal(3, 8).entries())
        .extracting(JournalEntry::number)
        .containsExactly(6L, 7L, 8L);
    assertThat(journal(1, 8).entries()).extracting(JournalEntry::number).containsExactly(8L);
  }

  @Test
  void canBeReadAgainAndAgainFilteredAndCounted() {
    RingJournal journal = journal(10, 5);

    for (int i = 0; i < 2; i++) {
      assertThat(journal.count(entry -> entry.status() == 401)).isEqualTo(2);
      assertThat(journal.entries(entry -> entry.status() == 200))
          .extracting(JournalEntry::number)
          .containsExactly(1L, 3L, 5L);
      assertThat(journal.last(entry -> entry.status() == 401).orElseThrow().number()).isEqualTo(4);
      assertThat(journal.last(entry -> entry.status() == 500)).isEmpty();
    }
  }

  @Test
  void aSlowWriterPutsNoOlderEntryOverANewerOne() {
    RingJournal journal = new RingJournal(2);
    journal.add(entry(3, 200));
    journal.add(entry(1, 200));

    assertThat(journal.entries()).extracting(JournalEntry::number).containsExactly(3L);
  }

  @Test
  void forgetsAndGoesOnCounting() {
    RingJournal journal = journal(3, 5);
    journal.clear();
    assertThat(journal.entries()).isEmpty();
    journal.add(entry(journal.nextNumber(), 200));
    assertThat(journal.entries()).extracting(JournalEntry::number).containsExactly(6L);
  }

  @Test
  void losesNothingWhenManyWriteAtOnce() throws InterruptedException {
    RingJournal journal = new RingJournal(800);
    ExecutorService writers = Executors.newFixedThreadPool(8);
    CountDownLatch done = new CountDownLatch(8);
    for (int writer = 0; writer < 8; writer++) {
      writers.execute(
          () -> {
            for (int i = 0; i < 1000; i++) {
              journal.add(entry(journal.nextNumber(), 200));
            }
            done.countDown();
          });
    }
    assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
    writers.shutdown();

    List<JournalEntry> entries = journal.entries();
    assertThat(entries).hasSize(800);
    assertThat(entries.get(0).number()).isEqualTo(7201);
    assertThat(entries.get(799).number()).isEqualTo(8000);
  }
}
