package dev.gatehouse.client;

import dev.gatehouse.connection.Secret;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The place of one connection in a token store, whose failures become typed ones. */
record KeptTokens(TokenStore store, String key) {
  private static final Turns<KeptTokens> TURNS = new Turns<>();

  /** Runs something while nobody else in this JVM deals with these tokens. */
  <T> T alone(Supplier<T> work) {
    return TURNS.take(this, work);
  }

  Optional<StoredTokens> load() {
    try {
      return store.load(key);
    } catch (IOException e) {
      throw failed("read the tokens", e, List.of());
    }
  }

  void save(StoredTokens tokens) {
    try {
      store.save(key, tokens);
    } catch (IOException e) {
      throw failed("keep the tokens", e, secrets(tokens));
    }
  }

  void remove() {
    try {
      store.remove(key);
    } catch (IOException e) {
      throw failed("forget the tokens", e, List.of());
    }
  }

  private static List<Secret> secrets(StoredTokens tokens) {
    return Stream.concat(
            Stream.of(tokens.accessToken()), Optional.ofNullable(tokens.refreshToken()).stream())
        .toList();
  }

  /** Not chained: another's error may quote what it was given. */
  private static TokenStoreException failed(String doing, IOException e, List<Secret> secrets) {
    return new TokenStoreException(
        "the token store could not "
            + doing
            + ": "
            + e.getClass().getSimpleName()
            + ": "
            + Quote.of(String.valueOf(e.getMessage()), new Redaction(secrets)));
  }
}
