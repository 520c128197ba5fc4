package dev.gatehouse.mock.http;

import dev.gatehouse.mock.exchange.Answer;
import dev.gatehouse.mock.exchange.ServerRequest;
import java.time.Instant;

/** What answers on a port; called by many threads at once. */
public interface Front {
  /** Answers a whole request. */
  Answer answer(ServerRequest request);

  /**
   * Hears of a request that was refused before it was whole: malformed, too long, too slow.
   *
   * @param request as far as it was understood, without a body
   * @param status what the client got
   * @param reason a stable word for it
   * @param explanation what was wrong and what would have been right
   */
  void turnedAway(ServerRequest request, int status, String reason, String explanation);

  /** Hears of a TLS handshake that failed: there was no request. */
  default void handshakeFailed(HandshakeFailure failure) {}

  /** Whether clients are asked for a certificate in each TLS handshake; asked at each of them. */
  default boolean wantsClientCertificates() {
    return false;
  }

  /**
   * Whether this is a proxy: requests to it name the server they are for, and may ask for a tunnel.
   */
  default boolean isProxy() {
    return false;
  }

  /** The time for the Date header. */
  Instant now();
}
