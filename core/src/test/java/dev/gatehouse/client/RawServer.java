package dev.gatehouse.client;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;

/** Answers the first bytes of a connection with bytes of its own, whatever they are. */
final class RawServer implements AutoCloseable {
  private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

  RawServer(byte[] answer) throws IOException {
    Thread thread = new Thread(() -> serve(answer), "raw-server");
    thread.setDaemon(true);
    thread.start();
  }

  private void serve(byte[] answer) {
    while (!listening.isClosed()) {
      try (Socket socket = listening.accept()) {
        socket.getInputStream().read(new byte[65_536]);
        socket.getOutputStream().write(answer);
        // Until the client has read it and hung up: closing with bytes unread would reset.
        socket.shutdownOutput();
        socket.getInputStream().transferTo(OutputStream.nullOutputStream());
      } catch (IOException closed) {
        // The client hung up at once, or the test is over.
      }
    }
  }

  URI uri() {
    return URI.create("https://127.0.0.1:" + listening.getLocalPort());
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
