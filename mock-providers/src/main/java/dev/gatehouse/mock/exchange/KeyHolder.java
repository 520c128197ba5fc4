package dev.gatehouse.mock.exchange;

import java.net.URI;
import java.time.Duration;

/**
 * A provider that signs by keys which can be changed while it runs.
 *
 * @since 0.1
 */
public interface KeyHolder {
  /** Who signs: the {@code iss} of its tokens. */
  URI issuer();

  /** Signs by new keys from now on; the old ones verify as long as tokens they signed are good. */
  void rotateKeys();

  /**
   * Signs by new keys from now on.
   *
   * @param overlap how long the old ones still verify, by the server's clock; zero for not at all
   * @throws IllegalArgumentException if it is negative
   */
  void rotateKeys(Duration overlap);
}
