package dev.gatehouse.mock.oauth2;

import java.security.KeyPair;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The keys of one issuer; taken from the pool when first asked for. */
final class SigningKeys {
  private final Supplier<KeyPair> source;
  private final AtomicReference<@Nullable SigningKey> current = new AtomicReference<>();

  SigningKeys(Supplier<KeyPair> source) {
    this.source = source;
  }

  /** The one that signs. */
  SigningKey current() {
    SigningKey key = current.get();
    if (key == null) {
      SigningKey taken = new SigningKey(source.get());
      key = current.compareAndSet(null, taken) ? taken : current();
    }
    return key;
  }

  /** Those that verify. */
  List<SigningKey> published() {
    return List.of(current());
  }

  Optional<SigningKey> find(@Nullable String id) {
    return published().stream().filter(key -> key.id().equals(id)).findFirst();
  }
}
