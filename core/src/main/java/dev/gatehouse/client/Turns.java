package dev.gatehouse.client;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Lets equal keys wait for each other; keeps nothing of a key that nobody holds. */
final class Turns<K> {
  private static final class Turn {
    private final ReentrantLock lock = new ReentrantLock();
    private int waiting;
  }

  private final Map<K, Turn> turns = new ConcurrentHashMap<>();

  <T> T take(K key, Supplier<T> work) {
    Turn turn = turns.compute(key, (k, there) -> join(there));
    turn.lock.lock();
    try {
      return work.get();
    } finally {
      turn.lock.unlock();
      turns.computeIfPresent(key, (k, there) -> --there.waiting == 0 ? null : there);
    }
  }

  private static Turn join(@Nullable Turn there) {
    Turn turn = there == null ? new Turn() : there;
    turn.waiting++;
    return turn;
  }
}
