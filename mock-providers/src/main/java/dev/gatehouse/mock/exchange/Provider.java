package dev.gatehouse.mock.exchange;

import java.util.Optional;

/**
 * Something that issues credentials at paths of its own.
 *
 * @since 0.1
 */
public interface Provider {
  /** For the journal, for example {@code oauth2 /oauth2/default}. */
  String name();

  /**
   * The endpoint at a path. A path that is not the provider's own goes on to the gates; a provider
   * that owns a whole tree returns an endpoint that answers 404 for what is not in it.
   *
   * @param path percent-encoded, without the query, dot segments resolved and doubled slashes
   *     folded
   */
  Optional<Endpoint> endpoint(String path);

  /** Forgets everything issued; keeps its configuration. */
  void reset();
}
