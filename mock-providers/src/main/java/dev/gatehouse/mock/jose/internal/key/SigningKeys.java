package dev.gatehouse.mock.jose.internal.key;

import java.security.KeyPair;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one issuer: for each algorithm that is wanted one that signs, and those it signed by
 * before, which verify for a while. Keys are taken from their pool when first asked for; after that
 * neither signing nor verifying takes a lock.
 */
public final class SigningKeys {
  /** Where keys come from. */
  @FunctionalInterface
  public interface Source {
    /** One for an algorithm that is wanted. */
    KeyPair take(SigningAlgorithm algorithm, Predicate<KeyPair> wanted);
  }

  /** A key that signs no more, and until when it verifies. */
  private record Retired(SigningKey key, Instant until) {}

  private record Ring(Map<SigningAlgorithm, SigningKey> current, List<Retired> retired) {}

  private final InstantSource clock;
  private final Source source;
  private final Set<String> taken = new HashSet<>(); // guarded by this
  private volatile Set<SigningAlgorithm> wanted = Set.of();
  private volatile Ring ring = new Ring(Map.of(), List.of());

  /**
   * Keys from their pools.
   *
   * @param clock tells when retired keys vanish
   */
  public SigningKeys(InstantSource clock) {
    this(clock, (algorithm, wanted) -> algorithm.pool().take(wanted));
  }

  /**
   * @param clock tells when retired keys vanish
   */
  public SigningKeys(InstantSource clock, Source source) {
    this.clock = clock;
    this.source = source;
  }

  /**
   * Has a key made ahead for an algorithm, and published from now on.
   *
   * @throws IllegalArgumentException if no key can be published for it
   */
  public void want(String algorithm) {
    known(algorithm);
  }

  private SigningAlgorithm known(String name) {
    SigningAlgorithm algorithm =
        SigningAlgorithm.of(name)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "there is no key for "
                            + name
                            + "; there are keys for: "
                            + String.join(", ", SigningAlgorithm.ids())));
    if (!wanted.contains(algorithm)) {
      order(algorithm);
    }
    return algorithm;
  }

  private synchronized void order(SigningAlgorithm algorithm) {
    EnumSet<SigningAlgorithm> more = EnumSet.of(algorithm);
    more.addAll(wanted);
    wanted = Collections.unmodifiableSet(more);
    algorithm.pool().makeAhead();
  }

  /**
   * The one that signs by an algorithm.
   *
   * @throws IllegalArgumentException if none can be published for it
   */
  public SigningKey current(String algorithm) {
    return current(known(algorithm));
  }

  private SigningKey current(SigningAlgorithm algorithm) {
    SigningKey key = ring.current().get(algorithm);
    return key == null ? first(algorithm) : key;
  }

  private synchronized SigningKey first(SigningAlgorithm algorithm) {
    SigningKey there = ring.current().get(algorithm);
    if (there != null) {
      return there;
    }
    SigningKey key = fresh(algorithm);
    Map<SigningAlgorithm, SigningKey> current = new EnumMap<>(SigningAlgorithm.class);
    current.putAll(ring.current());
    current.put(algorithm, key);
    ring = new Ring(Collections.unmodifiableMap(current), ring.retired());
    return key;
  }

  /**
   * One that this issuer has never had: an RSA key must not serve two algorithms, and one that was
   * retired must not come back.
   */
  private SigningKey fresh(SigningAlgorithm algorithm) {
    KeyPair pair =
        source.take(algorithm, each -> !taken.contains(new SigningKey(algorithm, each).id()));
    SigningKey key = new SigningKey(algorithm, pair);
    taken.add(key.id());
    return key;
  }

  /** The algorithms there are keys for, by the names of RFC 7518, section 3.1. */
  public Set<String> algorithms() {
    return wanted.stream()
        .map(SigningAlgorithm::id)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** Those that verify: the current ones first. */
  public List<SigningKey> published() {
    List<SigningKey> keys = new ArrayList<>();
    wanted.forEach(algorithm -> keys.add(current(algorithm)));
    good(ring).forEach(keys::add);
    return keys;
  }

  /** The one of this id, if it is still published. */
  public Optional<SigningKey> find(@Nullable String id) {
    Ring now = ring;
    for (SigningKey key : now.current().values()) {
      if (key.id().equals(id)) {
        return Optional.of(key);
      }
    }
    return good(now).filter(key -> key.id().equals(id)).findFirst();
  }

  private Stream<SigningKey> good(Ring now) {
    return now.retired().stream()
        .filter(retired -> clock.instant().isBefore(retired.until()))
        .map(Retired::key);
  }

  /**
   * Signs by new keys from now on.
   *
   * @param overlap how long the keys so far are still published and verify, by the server's clock;
   *     zero for not at all. Keys retired before end with them at the latest
   */
  public synchronized void rotate(Duration overlap) {
    Instant end = end(overlap);
    List<Retired> retired = new ArrayList<>();
    Map<SigningAlgorithm, SigningKey> current = new EnumMap<>(SigningAlgorithm.class);
    for (SigningAlgorithm algorithm : wanted) {
      retired.add(new Retired(current(algorithm), end));
      current.put(algorithm, fresh(algorithm));
    }
    for (Retired before : ring.retired()) {
      retired.add(before.until().isAfter(end) ? new Retired(before.key(), end) : before);
    }
    retired.removeIf(each -> !clock.instant().isBefore(each.until()));
    ring = new Ring(Collections.unmodifiableMap(current), List.copyOf(retired));
  }

  private Instant end(Duration overlap) {
    try {
      return clock.instant().plus(overlap);
    } catch (DateTimeException | ArithmeticException e) {
      return Instant.MAX; // longer than time lasts
    }
  }
}
