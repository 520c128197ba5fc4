package dev.gatehouse.conformance.saboteur;

import java.util.List;
import java.util.Optional;

/** Puts a credential on a request. */
interface Login extends AutoCloseable {
  /** The same request with the credential on it; runs for every attempt. */
  Outgoing sign(Outgoing request);

  /** Whether this refusal is worth one more try; if so, the next {@link #sign} differs. */
  default boolean renews(Outgoing refused, Incoming refusal) {
    return false;
  }

  /** What the credential is good for, when whoever gave it said so. */
  default Optional<List<String>> grantedScopes() {
    return Optional.empty();
  }

  /** Frees what it holds. */
  @Override
  default void close() {}
}
