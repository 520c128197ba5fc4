package dev.gatehouse.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.mock.journal.JournalEntry;
import dev.gatehouse.mock.scenario.Lineup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("counts the threads of the JVM")
@Timeout(180)
class LifecycleTest {
  private static Gatehouse start() {
    return Gatehouse.builder().lineup(Lineup.empty()).start();
  }

  private static String get(URI server, String path) {
    return Wire.exchange(
        server, "GET " + path + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
  }

  private static List<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("gatehouse"))
        .toList();
  }

  /** A stopped thread may need a moment to end. */
  private static void assertNoThreadStays() throws InterruptedException {
    for (Thread thread : threads()) {
      thread.join(Duration.ofSeconds(5).toMillis());
    }
    assertThat(threads()).isEmpty();
  }

  @Test
  void twoHundredServersAddNoThread() {
    List<Gatehouse> alive = new ArrayList<>();
    try {
      alive.add(start());
      for (int i = 0; i < 50; i++) {
        get(alive.get(0).baseUri(), "/warm");
      }
      int before = threads().size();
      for (int i = 0; i < 200; i++) {
        alive.add(start());
      }
      for (Gatehouse gatehouse : alive) {
        assertThat(get(gatehouse.baseUri(), "/hello")).startsWith("HTTP/1.1 200");
      }
      // The pool grows by a few threads when requests come in quickly, on a busy machine by a few
      // more, however many servers there are; one thread a server would be two hundred.
      assertThat(threads().size()).isLessThan(before + 50);
    } finally {
      alive.forEach(Gatehouse::close);
    }
  }

  @Test
  void theLastOneToCloseLeavesNoThread() throws InterruptedException {
    for (int i = 0; i < 20; i++) {
      Gatehouse first = start();
      Gatehouse second = start();
      get(first.baseUri(), "/");
      first.close();
      assertThat(get(second.baseUri(), "/")).startsWith("HTTP/1.1 200");
      second.close();
      assertNoThreadStays();
    }
  }

  @Test
  void startsAgainOnThePortItHad() {
    int port;
    try (Gatehouse gatehouse = start()) {
      port = gatehouse.baseUri().getPort();
      get(gatehouse.baseUri(), "/");
    }
    try (Gatehouse again = Gatehouse.builder().lineup(Lineup.empty()).port(port).start()) {
      assertThat(again.baseUri().getPort()).isEqualTo(port);
      assertThat(get(again.baseUri(), "/")).startsWith("HTTP/1.1 200");
    }
    assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
        .isInstanceOf(IOException.class);
  }

  @Test
  void isForgottenOnceClosed() throws InterruptedException {
    try (Gatehouse keepsTheThreads = start()) {
      List<WeakReference<Gatehouse>> closed = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        Gatehouse gatehouse = start();
        get(gatehouse.baseUri(), "/");
        gatehouse.close();
        closed.add(new WeakReference<>(gatehouse));
      }
      long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
      // Idle threads may still hold the last connection each of them served.
      while (closed.stream().filter(each -> each.get() != null).count() > 8) {
        assertThat(System.nanoTime()).as("servers still held").isLessThan(deadline);
        System.gc();
        get(keepsTheThreads.baseUri(), "/");
      }
    }
  }

  @Test
  void freesPortAndThreadsWhenTheLineUpFails() throws InterruptedException {
    try (Gatehouse probe = start()) {
      assertThat(probe.lineup()).isEmpty();
    }
    int[] port = new int[1];
    assertThatThrownBy(
            () ->
                Gatehouse.builder()
                    .lineup(
                        site -> {
                          port[0] = site.baseUri().getPort();
                          throw new IllegalStateException("no");
                        })
                    .start())
        .hasMessage("no");
    assertNoThreadStays();
    try (Gatehouse again = Gatehouse.builder().lineup(Lineup.empty()).port(port[0]).start()) {
      assertThat(again.baseUri().getPort()).isEqualTo(port[0]);
    }
  }

  @Test
  void namesAPortThatIsTaken() {
    try (Gatehouse gatehouse = start()) {
      int taken = gatehouse.baseUri().getPort();
      assertThatThrownBy(() -> Gatehouse.builder().port(taken).start())
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("127.0.0.1:" + taken);
    }
    assertThatThrownBy(() -> Gatehouse.builder().port(70_000))
        .hasMessageContaining("0 to 65535, not 70000");
  }

  @Test
  void fiftyInParallelDoNotSeeEachOther() throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(50);
    try {
      List<Future<List<JournalEntry>>> journals = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        String mine = "/mine-" + i;
        journals.add(
            clients.submit(
                () -> {
                  try (Gatehouse gatehouse = start()) {
                    for (int request = 0; request < 20; request++) {
                      assertThat(get(gatehouse.baseUri(), mine)).contains("\"" + mine + "\"");
                    }
                    return gatehouse.journal().entries();
                  }
                }));
      }
      for (int i = 0; i < 50; i++) {
        assertThat(journals.get(i).get())
            .hasSize(20)
            .extracting(JournalEntry::path)
            .containsOnly("/mine-" + i);
      }
    } finally {
      clients.shutdownNow();
    }
    assertNoThreadStays();
  }
}
