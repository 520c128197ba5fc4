package dev.gatehouse.client;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Keeps the tokens of users who logged in. Everything in it is a secret. It has to be safe for use
 * by many threads; in one JVM, no two of them deal with the same key at once.
 *
 * @since 0.1
 */
public interface TokenStore {
  /**
   * The tokens kept under a key.
   *
   * @param key 64 hexadecimal digits; it differs when anything of a connection differs that decides
   *     which tokens it may use, and holds no secret
   * @throws IOException if there are some that cannot be read; its message reaches the caller
   */
  Optional<StoredTokens> load(String key) throws IOException;

  /**
   * Keeps tokens, instead of those there are under that key. It returns when they are safe: a
   * rotated refresh token is worth nothing any more.
   *
   * @throws IOException if they cannot be kept; its message reaches the caller
   */
  void save(String key, StoredTokens tokens) throws IOException;

  /**
   * Forgets the tokens of a key; no tokens are no error.
   *
   * @throws IOException if they cannot be forgotten; its message reaches the caller
   */
  void remove(String key) throws IOException;

  /** A store that forgets everything when the JVM ends; for sharing between connections. */
  static TokenStore inMemory() {
    return new TokensInMemory();
  }

  /**
   * A store that survives a restart: a file for each connection, readable by its owner only, in
   * this directory, which is made when it is not there. A file is replaced at once or not at all.
   * Processes that share a directory should not use the same connection at the same time: the one
   * that renews last invalidates the tokens of the other.
   */
  static TokenStore inDirectory(Path directory) {
    return new TokensInFiles(directory.toAbsolutePath().normalize());
  }
}
