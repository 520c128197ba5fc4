package dev.gatehouse.mock.gate;

import dev.gatehouse.mock.exchange.ServerRequest;
import java.util.Set;

/**
 * Guards API paths: one request in, a verdict out. Gates never touch a socket and run on many
 * threads at once.
 *
 * @since 0.1
 */
public interface Gate {
  /** Judges one request. */
  Verdict judge(ServerRequest request);

  /** Names of headers whose values the journal must not show, beside Authorization and cookies. */
  default Set<String> secretHeaders() {
    return Set.of();
  }

  /**
   * Whether clients are to be asked for a certificate in the TLS handshake. None has to have one;
   * but a browser that has some may bother its user, so the server asks only where this is true.
   */
  default boolean wantsClientCertificates() {
    return false;
  }

  /** Forgets who has logged in; keeps its configuration. Most gates remember nobody. */
  default void reset() {}

  /** Names of query parameters whose values the journal must not show. */
  default Set<String> secretParameters() {
    return Set.of();
  }
}
