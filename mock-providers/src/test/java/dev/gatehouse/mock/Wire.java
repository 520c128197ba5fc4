package dev.gatehouse.mock;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A client that sends bytes as they are, valid HTTP or not. */
public final class Wire implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 60_000;

  private final Socket socket;

  private Wire(Socket socket) {
    this.socket = socket;
  }

  /** Connects to a server. */
  public static Wire to(URI server) throws IOException {
    return over(new Socket(server.getHost(), server.getPort()));
  }

  /** Uses a socket that is connected already. */
  public static Wire over(Socket socket) throws IOException {
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
    return new Wire(socket);
  }

  /** Sends one text and returns all that comes back until the server closes. */
  public static String exchange(URI server, String text) {
    try (Wire wire = to(server)) {
      wire.send(text);
      return wire.readAll();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The socket itself. */
  public Socket socket() {
    return socket;
  }

  /** Sends a text, one byte a character. */
  public Wire send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
    return this;
  }

  /** All that comes until the server closes. */
  public String readAll() throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
  }

  /** One response with a Content-Length, or the head of one without. */
  public String readResponse() throws IOException {
    InputStream in = socket.getInputStream();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    while (!out.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        return out.toString(StandardCharsets.ISO_8859_1);
      }
      out.write(next);
    }
    for (String line : out.toString(StandardCharsets.ISO_8859_1).split("\r\n", -1)) {
      if (line.startsWith("Content-Length: ")) {
        out.write(in.readNBytes(Integer.parseInt(line.substring(16))));
      }
    }
    return out.toString(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
