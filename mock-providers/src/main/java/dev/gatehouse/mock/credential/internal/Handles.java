package dev.gatehouse.mock.credential.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Texts nobody can guess that stand for something the server keeps: codes, refresh tokens, opaque
 * access tokens. The newest, 100,000 unless told otherwise, are kept, used and expired ones too, so
 * that a second use can be told from an invention. They are looked up by their hash, in a time that
 * tells nothing.
 *
 * @param <V> what they stand for
 */
public final class Handles<V> {
  private static final int MOST = 100_000;

  private final InstantSource clock;
  private final int most;
  private final ConcurrentMap<String, Entry<V>> entries = new ConcurrentHashMap<>();
  private final Queue<String> order = new ConcurrentLinkedQueue<>();

  public Handles(InstantSource clock) {
    this(clock, MOST);
  }

  /**
   * @param most how many are kept
   */
  public Handles(InstantSource clock, int most) {
    this.clock = clock;
    this.most = most;
  }

  private record Entry<V>(V value, Instant expiry, AtomicBoolean used) {}

  /** What a text turned out to be. */
  public sealed interface Found<V> {
    /** Good, and now used: of several who redeem it at once, one gets this. */
    record Good<V>(V value) implements Found<V> {}

    /** Good once, but used before. */
    record Used<V>(V value) implements Found<V> {}

    /** Too late. */
    record Expired<V>(V value, Instant at) implements Found<V> {}

    /** Never issued, or long forgotten. */
    record Unknown<V>() implements Found<V> {}
  }

  /** A new text for something, good for a time. */
  public String issue(V value, Duration lifetime) {
    String handle = Unguessable.text();
    issue(handle, value, lifetime);
    return handle;
  }

  /** The same for a text that is made elsewhere, such as a user code. */
  public void issue(String handle, V value, Duration lifetime) {
    String key = key(handle);
    entries.put(key, new Entry<>(value, clock.instant().plus(lifetime), new AtomicBoolean()));
    order.add(key);
    while (entries.size() > most) {
      String oldest = order.poll();
      if (oldest == null) {
        break;
      }
      entries.remove(oldest);
    }
  }

  /** Looks, without using it. */
  public Found<V> peek(String handle) {
    Entry<V> entry = entries.get(key(handle));
    return entry == null ? new Found.Unknown<>() : state(entry, entry.used().get());
  }

  /** Uses it. */
  public Found<V> redeem(String handle) {
    Entry<V> entry = entries.get(key(handle));
    return entry == null ? new Found.Unknown<>() : state(entry, entry.used().getAndSet(true));
  }

  private Found<V> state(Entry<V> entry, boolean used) {
    if (used) {
      return new Found.Used<>(entry.value());
    }
    return clock.instant().isBefore(entry.expiry())
        ? new Found.Good<>(entry.value())
        : new Found.Expired<>(entry.value(), entry.expiry());
  }

  /** What it stands for while it is good and unused. */
  public Optional<V> find(String handle) {
    return peek(handle) instanceof Found.Good<V> good
        ? Optional.of(good.value())
        : Optional.empty();
  }

  /** When it ends, if it was ever issued. */
  public Optional<Instant> expiry(String handle) {
    return Optional.ofNullable(entries.get(key(handle))).map(Entry::expiry);
  }

  /** Forgets it, as if it had never been issued. */
  public void forget(String handle) {
    entries.remove(key(handle));
  }

  /** Forgets all of them. */
  public void clear() {
    entries.clear();
    order.clear();
  }

  private static String key(String handle) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(handle.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
