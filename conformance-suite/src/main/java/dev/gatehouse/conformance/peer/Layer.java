package dev.gatehouse.conformance.peer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.bouncycastle.tls.ProtocolVersion;

/**
 * What lies between a connection and the HTTP on it, such as TLS.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface Layer {
  /**
   * The streams of HTTP, after any handshake.
   *
   * @param in from the client
   * @param out to the client
   */
  record Streams(InputStream in, OutputStream out) {}

  /**
   * Gets through the handshake of one connection.
   *
   * @throws IOException when the client does not take part to its end
   */
  Streams over(Socket socket) throws IOException;

  /** Nothing: HTTP is on the connection itself. */
  static Layer none() {
    return socket -> new Streams(socket.getInputStream(), socket.getOutputStream());
  }

  /** TLS as the platform speaks it. */
  static Layer tls(SSLContext context) {
    return socket -> {
      SSLSocket secured =
          (SSLSocket)
              context
                  .getSocketFactory()
                  .createSocket(socket, (String) null, socket.getPort(), true);
      secured.setUseClientMode(false);
      secured.startHandshake();
      return new Streams(secured.getInputStream(), secured.getOutputStream());
    };
  }

  /**
   * TLS 1.0 and no other version.
   *
   * @param chain of certificates, the server's own first
   * @param key of that one, on an elliptic curve
   */
  static Layer tls10(List<X509Certificate> chain, PrivateKey key) {
    return new OneVersionLayer(ProtocolVersion.TLSv10, chain, key);
  }

  /** The same with TLS 1.1. */
  static Layer tls11(List<X509Certificate> chain, PrivateKey key) {
    return new OneVersionLayer(ProtocolVersion.TLSv11, chain, key);
  }
}
