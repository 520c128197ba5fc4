package dev.gatehouse.mock.http;

import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * A TLS handshake that came to nothing.
 *
 * @param clientAddress the peer's IP address, without its port; empty when it is not known
 * @param alert by which the client refused the server, as RFC 8446, section 6.2, names it: {@code
 *     certificate_expired}; null when it was not the client, or did not say
 * @param hungUp whether the client went away, so that an alert it may have sent is lost
 * @param problem what went wrong, in words
 */
public record HandshakeFailure(
    String clientAddress, @Nullable String alert, boolean hungUp, String problem) {
  private static final String ALERT = "Received fatal alert: ";

  static HandshakeFailure of(String clientAddress, Throwable failure) {
    String alert = alert(failure);
    return new HandshakeFailure(
        clientAddress,
        alert,
        alert == null && !(failure instanceof SSLException),
        String.valueOf(failure.getMessage()));
  }

  /** As the TLS libraries word it; a failure to answer it may have come on top. */
  private static @Nullable String alert(Throwable failure) {
    String words = String.valueOf(failure.getMessage());
    int at = words.indexOf(ALERT);
    if (at >= 0) {
      return words.substring(at + ALERT.length()).replaceFirst("[^a-z_0-9].*", "");
    }
    for (Throwable other : failure.getSuppressed()) {
      String found = alert(other);
      if (found != null) {
        return found;
      }
    }
    return failure.getCause() == null ? null : alert(failure.getCause());
  }
}
