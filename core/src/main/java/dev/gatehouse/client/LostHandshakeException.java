package dev.gatehouse.client;

import java.io.IOException;
import java.net.SocketTimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.apache.hc.client5.http.ClientProtocolException;

/** A connection that went away before anything of the request counted: it can be sent again. */
final class LostHandshakeException extends IOException {
  private static final long serialVersionUID = 1L;

  LostHandshakeException(String message) {
    super(message);
  }

  /** Whether the connection is gone, in contrast to a server that is silent or talks nonsense. */
  static boolean isLoss(IOException e) {
    return !(e instanceof SocketTimeoutException)
        && !(e instanceof ClientProtocolException)
        && !(e instanceof SSLHandshakeException)
        && !(e instanceof BodySourceException);
  }
}
