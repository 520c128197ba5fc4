package dev.gatehouse.mock.http;

import java.net.InetSocketAddress;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslHandshakeListener;

/** Tells whoever has a port of the handshakes that failed on it. */
record Handshakes(Occupants occupants) implements SslHandshakeListener {
  @Override
  public void handshakeFailed(Event event, Throwable failure) {
    EndPoint endPoint = event.getEndPoint();
    Occupant occupant = occupants.find(endPoint.getLocalSocketAddress());
    if (occupant != null) {
      String client =
          endPoint.getRemoteSocketAddress() instanceof InetSocketAddress at
              ? at.getAddress().getHostAddress()
              : "";
      occupant.front().handshakeFailed(HandshakeFailure.of(client, failure));
    }
  }
}
