package dev.gatehouse.client;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/** A server of raw bytes: it keeps what it reads as it was written, and writes what it is told. */
final class Peer implements AutoCloseable {
  /** A request as it came: nothing decoded, nothing joined. */
  record Seen(String method, String target, List<Headers.Field> fields, byte[] body) {
    List<String> all(String name) {
      return fields.stream()
          .filter(f -> f.name().equalsIgnoreCase(name))
          .map(Headers.Field::value)
          .toList();
    }

    Optional<String> first(String name) {
      return all(name).stream().findFirst();
    }

    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  /** Answers a request on its connection; closing {@code out} ends the connection. */
  @FunctionalInterface
  interface Script {
    void answer(Seen request, OutputStream out) throws IOException, InterruptedException;
  }

  private final ServerSocket listening;
  private final boolean tls;
  private final Script script;
  private final List<Seen> requests = new CopyOnWriteArrayList<>();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger connections = new AtomicInteger();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "peer");
            thread.setDaemon(true);
            return thread;
          });

  private Peer(ServerSocket listening, boolean tls, Script script) {
    this.listening = listening;
    this.tls = tls;
    this.script = script;
    threads.execute(this::accept);
  }

  /** A peer on a free port of the loopback interface. */
  static Peer of(Script script) throws IOException {
    return new Peer(new ServerSocket(0, 200, InetAddress.getLoopbackAddress()), false, script);
  }

  /** A peer that answers every request with 200 and this body. */
  static Peer ok(String body) throws IOException {
    return of((request, out) -> write(out, 200, body));
  }

  /** A peer on a listening TLS socket. */
  static Peer tls(ServerSocket listening, Script script) {
    return new Peer(listening, true, script);
  }

  /** Writes a whole answer with extra header lines. */
  static void write(OutputStream out, int status, String body, String... headers)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " X\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    head.append("Content-Length: ").append(bytes.length).append("\r\n\r\n");
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
    whole.write(bytes);
    out.write(whole.toByteArray());
    out.flush();
  }

  /** Writes bytes as they are. */
  static void raw(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  URI uri() {
    return URI.create((tls ? "https" : "http") + "://127.0.0.1:" + listening.getLocalPort());
  }

  int port() {
    return listening.getLocalPort();
  }

  List<Seen> requests() {
    return requests;
  }

  Seen last() {
    return requests.get(requests.size() - 1);
  }

  int connections() {
    return connections.get();
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket socket = listening.accept();
        connections.incrementAndGet();
        open.add(socket);
        threads.execute(() -> serve(socket));
      } catch (IOException | RejectedExecutionException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      while (!socket.isClosed()) {
        Seen request = read(in);
        requests.add(request);
        script.answer(request, socket.getOutputStream());
      }
    } catch (IOException e) {
      // The client went away, or the script closed the connection: both are how a test ends.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(socket);
    }
  }

  private static Seen read(InputStream in) throws IOException {
    String[] start = line(in).split(" ", 3);
    if (start.length < 3) {
      throw new EOFException("not HTTP");
    }
    List<Headers.Field> fields = new ArrayList<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      if (colon < 0) {
        throw new EOFException("not HTTP");
      }
      String value = line.substring(colon + 1);
      fields.add(
          new Headers.Field(
              line.substring(0, colon), value.startsWith(" ") ? value.substring(1) : value));
    }
    Seen head = new Seen(start[0], start[1], fields, new byte[0]);
    return new Seen(start[0], start[1], fields, body(in, head));
  }

  private static byte[] body(InputStream in, Seen head) throws IOException {
    if (head.first("Transfer-Encoding").isEmpty()) {
      return in.readNBytes(Integer.parseInt(head.first("Content-Length").orElse("0")));
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int size = chunkSize(in); size > 0; size = chunkSize(in)) {
      body.write(in.readNBytes(size));
      line(in);
    }
    line(in);
    return body.toByteArray();
  }

  private static int chunkSize(InputStream in) throws IOException {
    return Integer.parseInt(line(in), 16);
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0 || line.length() > 100_000) {
        throw new EOFException();
      }
      line.append((char) c);
    }
    // Something that is not HTTP, such as TLS, may have no carriage return.
    return line.toString().stripTrailing();
  }

  @Override
  public void close() throws IOException {
    listening.close();
    for (Socket socket : open) {
      socket.close();
    }
    threads.shutdownNow();
  }
}
