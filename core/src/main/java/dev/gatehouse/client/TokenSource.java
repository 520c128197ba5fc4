package dev.gatehouse.client;

import dev.gatehouse.connection.Secret;
import org.jspecify.annotations.Nullable;

/** Where a {@link TokenCache} gets its token from: one implementation for each way to get one. */
@FunctionalInterface
interface TokenSource<T extends Token> extends AutoCloseable {
  /**
   * A token to use from now on.
   *
   * @param refused a token the API refused, which is not to be handed out again; null for none
   * @throws ConnectionException when there is none to be had
   */
  T next(@Nullable Secret refused);

  /** Ends every wait for a token. */
  @Override
  default void close() {}
}
