package dev.gatehouse.client;

import dev.gatehouse.connection.Secret;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * The one token of a connection, be it an access token or the credentials of a session. Every
 * connection has its own cache, so that two that differ in anything (client, secret, scopes,
 * endpoint, trust, clock) can never share a token. However many threads ask, one request is in
 * flight; the others wait for its outcome, be it a failure.
 */
final class TokenCache<T extends Token> implements AutoCloseable {
  private final TokenSource<T> source;
  private final InstantSource clock;
  private @Nullable CompletableFuture<T> current;
  private @Nullable Secret refused;

  TokenCache(TokenSource<T> source, InstantSource clock) {
    this.source = source;
    this.clock = clock;
  }

  /** A token that is still good, fetched when there is none. */
  T get() {
    CompletableFuture<T> mine = new CompletableFuture<>();
    CompletableFuture<T> chosen = join(mine);
    if (chosen == mine) {
      fetch(mine);
    }
    try {
      return chosen.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException failure ? failure : e;
    }
  }

  /** Forgets a token the API refused, unless another thread has replaced it already. */
  synchronized void discard(Secret token) {
    if (fetched().filter(mine -> mine.value().equals(token)).isPresent()) {
      current = null;
      refused = token;
    }
  }

  /** The token there is now, be it good or not. */
  synchronized Optional<T> current() {
    return fetched();
  }

  private synchronized CompletableFuture<T> join(CompletableFuture<T> mine) {
    boolean usable =
        current != null
            && (!current.isDone()
                || fetched().filter(token -> token.isFresh(clock.instant())).isPresent());
    if (!usable) {
      current = mine;
    }
    return current;
  }

  private void fetch(CompletableFuture<T> mine) {
    try {
      mine.complete(source.next(refused()));
    } catch (RuntimeException | Error e) {
      forget(mine);
      mine.completeExceptionally(e);
    }
  }

  private synchronized @Nullable Secret refused() {
    return refused;
  }

  private synchronized void forget(CompletableFuture<T> failed) {
    if (current == failed) {
      current = null;
    }
  }

  private Optional<T> fetched() {
    return current == null || !current.isDone() || current.isCompletedExceptionally()
        ? Optional.empty()
        : Optional.of(current.join());
  }

  /** Ends every wait for a token. */
  @Override
  public void close() {
    source.close();
  }
}
