package dev.gatehouse.mock.oauth2;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Names tokens, and knows those it has named since the last reset without keeping them: every name
 * starts with the same random text, until the next reset makes another.
 */
final class IssuedTokens {
  private record Generation(String prefix, AtomicLong count) {
    static Generation fresh() {
      return new Generation(UUID.randomUUID() + ".", new AtomicLong());
    }
  }

  private volatile Generation generation = Generation.fresh();

  /** A name no other token has. */
  String next() {
    Generation current = generation;
    return current.prefix() + current.count().incrementAndGet();
  }

  /** Whether a token of this name was issued since the last reset. */
  boolean knows(String name) {
    return name.startsWith(generation.prefix());
  }

  void reset() {
    generation = Generation.fresh();
  }
}
