package dev.gatehouse.client;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps tokens until the JVM ends. */
final class TokensInMemory implements TokenStore {
  private final Map<String, StoredTokens> tokens = new ConcurrentHashMap<>();

  @Override
  public Optional<StoredTokens> load(String key) {
    return Optional.ofNullable(tokens.get(key));
  }

  @Override
  public void save(String key, StoredTokens kept) {
    tokens.put(key, kept);
  }

  @Override
  public void remove(String key) {
    tokens.remove(key);
  }

  /** No token, nor how many. */
  @Override
  public String toString() {
    return "TokenStore[in memory]";
  }
}
