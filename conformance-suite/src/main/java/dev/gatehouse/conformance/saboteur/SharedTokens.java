package dev.gatehouse.conformance.saboteur;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A token cache for each session; for the saboteur that shares one too widely, not so. */
final class SharedTokens {
  private record Shared(TokenCache cache, int sessions) {}

  private final Map<URI, Shared> open = new HashMap<>();
  private final @Nullable Flaw flaw;

  SharedTokens(@Nullable Flaw flaw) {
    this.flaw = flaw;
  }

  synchronized TokenCache of(URI tokenUri, Supplier<TokenCache> fresh) {
    if (flaw != Flaw.CACHE_KEY) {
      return fresh.get();
    }
    Shared before = open.getOrDefault(tokenUri, new Shared(fresh.get(), 0));
    open.put(tokenUri, new Shared(before.cache(), before.sessions() + 1));
    return before.cache();
  }

  /** One session less; ports are used again, so nothing outlives the last session. */
  synchronized void release(URI tokenUri) {
    open.computeIfPresent(
        tokenUri,
        (uri, shared) ->
            shared.sessions() == 1 ? null : new Shared(shared.cache(), shared.sessions() - 1));
  }
}
