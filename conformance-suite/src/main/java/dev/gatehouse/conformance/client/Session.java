package dev.gatehouse.conformance.client;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A client opened on one connection. Settings a client refuses show as {@link
 * CallResult.Kind#REFUSED} on its calls.
 *
 * @since 0.1
 */
public interface Session extends AutoCloseable {
  /** Sends one request and waits for what comes of it; many threads may call at once. */
  CallResult call(CallRequest request);

  /** What the client prints of the open connection, as in a log line: its {@code toString}. */
  String describe();

  /**
   * Moves the client's clock forwards.
   *
   * @throws UnsupportedOperationException without {@link Feature#MOVABLE_CLOCK}
   */
  void advance(Duration by);

  /**
   * What the authorization server granted with the token in use, as the client tells its caller;
   * empty when the client does not tell.
   */
  default Optional<List<String>> grantedScopes() {
    return Optional.empty();
  }

  /** Frees what the client holds for it; never throws. */
  @Override
  void close();
}
