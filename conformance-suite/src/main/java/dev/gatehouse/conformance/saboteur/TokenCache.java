package dev.gatehouse.conformance.saboteur;

import dev.gatehouse.mock.exchange.Field;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One token for many callers, and one request for it however many wait. */
final class TokenCache {
  private static final Duration MARGIN = Duration.ofSeconds(30);

  private final InstantSource clock;
  private final @Nullable Flaw flaw;
  private @Nullable Token held;
  private @Nullable CompletableFuture<Token> underway;

  TokenCache(InstantSource clock, @Nullable Flaw flaw) {
    this.clock = clock;
    this.flaw = flaw;
  }

  Token get(TokenSource source) {
    CompletableFuture<Token> shared;
    boolean mine = false;
    synchronized (this) {
      if (held != null && flaw != Flaw.CACHE_REUSE && fresh(held)) {
        return held;
      }
      if (underway == null || flaw == Flaw.CACHE_SINGLE_FLIGHT || flaw == Flaw.CACHE_REUSE) {
        underway = new CompletableFuture<>();
        mine = true;
      }
      shared = underway;
    }
    if (mine) {
      fetch(source, shared);
    }
    try {
      return shared.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /** What was granted with the token there is; empty without one. */
  synchronized Optional<List<String>> grantedScopes() {
    return Optional.ofNullable(held).map(Token::scopes);
  }

  /** Forgets the token that a refused request carried, unless another has taken its place. */
  synchronized void dropTheOneIn(Outgoing refused) {
    Token token = held;
    if (token != null
        && Stream.concat(
                Stream.of(refused.target().requestTarget()),
                refused.fields().stream().map(Field::value))
            .anyMatch(text -> text.endsWith(token.value()))) {
      held = null;
    }
  }

  private void fetch(TokenSource source, CompletableFuture<Token> shared) {
    try {
      Token token = source.fetch();
      synchronized (this) {
        held = token;
        underway = null;
      }
      shared.complete(token);
    } catch (RuntimeException e) {
      synchronized (this) {
        underway = flaw == Flaw.CACHE_FAILURE ? underway : null;
      }
      shared.completeExceptionally(e);
    }
  }

  private boolean fresh(Token token) {
    Duration margin = flaw == Flaw.CACHE_SKEW ? Duration.ZERO : MARGIN;
    return token.expiry() == null || clock.instant().isBefore(token.expiry().minus(margin));
  }
}
