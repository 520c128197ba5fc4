package dev.gatehouse.mock.oauth2.internal.key;

import java.security.KeyPair;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The keys of one issuer; taken from the pool when first asked for. */
public final class SigningKeys {
  private final Supplier<KeyPair> source;
  private final AtomicReference<@Nullable SigningKey> current = new AtomicReference<>();

  public SigningKeys(Supplier<KeyPair> source) {
    this.source = source;
  }

  /**
   * The one that signs by an algorithm.
   *
   * @throws IllegalArgumentException if there is none
   */
  public SigningKey current(String algorithm) {
    if (!algorithms().contains(algorithm)) {
      throw new IllegalArgumentException(
          "there is no key for " + algorithm + "; there are keys for: " + algorithms());
    }
    SigningKey key = current.get();
    if (key == null) {
      SigningKey taken = new SigningKey(source.get());
      key = current.compareAndSet(null, taken) ? taken : current(algorithm);
    }
    return key;
  }

  /** The algorithms there are keys for, by the names of RFC 7518, section 3.1. */
  public Set<String> algorithms() {
    return Set.of("RS256");
  }

  /** Those that verify. */
  public List<SigningKey> published() {
    return List.of(current("RS256"));
  }

  public Optional<SigningKey> find(@Nullable String id) {
    return published().stream().filter(key -> key.id().equals(id)).findFirst();
  }
}
