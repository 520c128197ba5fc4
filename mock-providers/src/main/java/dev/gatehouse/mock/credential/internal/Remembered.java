package dev.gatehouse.mock.credential.internal;

import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Names that were seen, the newest 100,000 of them: what came once is told from what came again.
 */
public final class Remembered {
  private static final int MOST = 100_000;

  private final Set<String> names = ConcurrentHashMap.newKeySet();
  private final Queue<String> order = new ConcurrentLinkedQueue<>();

  /** Adds a name; false when it is there already. Of several at once, one gets true. */
  public boolean add(String name) {
    if (!names.add(name)) {
      return false;
    }
    order.add(name);
    while (names.size() > MOST) {
      String oldest = order.poll();
      if (oldest == null) {
        break;
      }
      names.remove(oldest);
    }
    return true;
  }

  public boolean contains(String name) {
    return names.contains(name);
  }

  /** Forgets all of them. */
  public void clear() {
    names.clear();
    order.clear();
  }
}
