package dev.gatehouse.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/**
 * Hands connections to a TLS server that refuses them, and keeps each open until the client hangs
 * up: a server that closes with the request unread resets the connection, and with it its alert may
 * be lost on the way.
 */
final class Patient implements AutoCloseable {
  private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final SSLServerSocket server;

  Patient(SSLServerSocket server) throws IOException {
    this.server = server;
    Thread thread = new Thread(this::serve, "patient");
    thread.setDaemon(true);
    thread.start();
  }

  private void serve() {
    while (!listening.isClosed()) {
      try (Socket client = listening.accept();
          Socket refusing = new Socket(server.getInetAddress(), server.getLocalPort())) {
        Thread back = new Thread(() -> copy(refusing, client), "patient-back");
        back.setDaemon(true);
        Thread behind = new Thread(this::handshake, "patient-behind");
        behind.setDaemon(true);
        behind.start();
        back.start();
        copy(client, refusing);
        client.getInputStream().transferTo(OutputStream.nullOutputStream());
      } catch (IOException closed) {
        // The client hung up, or the test is over.
      }
    }
  }

  private void handshake() {
    try (SSLSocket socket = (SSLSocket) server.accept()) {
      socket.startHandshake();
      socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    } catch (IOException refused) {
      // As it should: the reason has gone to the client.
    }
  }

  private static void copy(Socket from, Socket to) {
    try {
      InputStream in = from.getInputStream();
      in.transferTo(to.getOutputStream());
    } catch (IOException closed) {
      // One side is gone.
    }
  }

  URI uri() {
    return URI.create("https://127.0.0.1:" + listening.getLocalPort());
  }

  @Override
  public void close() throws IOException {
    listening.close();
    server.close();
  }
}
