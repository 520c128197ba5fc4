package dev.gatehouse.conformance.saboteur;

import dev.gatehouse.mock.exchange.Field;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One connection, for one request after the other until either side is done with it (RFC 9112). */
final class Link implements AutoCloseable {
  private static final Set<String> WITH_CONTENT = Set.of("POST", "PUT", "PATCH");

  private final Socket socket;
  private final boolean absolute;
  private final ProxyAuthorization authorization;
  private final @Nullable Flaw flaw;
  private boolean open = true;

  /**
   * @param absolute whether requests name the whole URI, as a proxy needs it (RFC 9112, section
   *     3.2.2)
   * @param authorization added to each request
   */
  Link(Socket socket, boolean absolute, ProxyAuthorization authorization, @Nullable Flaw flaw) {
    this.socket = socket;
    this.absolute = absolute;
    this.authorization = authorization;
    this.flaw = flaw;
  }

  /** Sends a request that others may follow. */
  Incoming exchange(Outgoing request, Deadline deadline, long limit) throws IOException {
    send(bytes(authorization.onto(request), ""));
    Incoming answer = new Reading(socket, deadline, limit, flaw).answerTo(request.method());
    open =
        answer.first("Connection").filter("close"::equalsIgnoreCase).isEmpty()
            && (answer.first("Content-Length").isPresent()
                || answer.first("Transfer-Encoding").isPresent()
                || answer.body().length == 0);
    return answer;
  }

  /** Sends a request and says that it is the last one. */
  Incoming last(Outgoing request, Deadline deadline, long limit) throws IOException {
    send(bytes(authorization.onto(request), "Connection: close\r\n"));
    return new Reading(socket, deadline, limit, flaw).answerTo(request.method());
  }

  /** Whether the other side will take another request, as far as it has said. */
  boolean isOpen() {
    return open;
  }

  private void send(byte[] bytes) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(bytes);
    out.flush();
  }

  private byte[] bytes(Outgoing request, String persistence) {
    StringBuilder head = new StringBuilder();
    head.append(request.method()).append(' ').append(target(request)).append(" HTTP/1.1\r\n");
    if (!request.has("Host")) {
      head.append("Host: ").append(request.target().authority()).append("\r\n");
    }
    for (Field field : request.fields()) {
      head.append(field.name()).append(": ").append(field.value()).append("\r\n");
    }
    boolean content = request.body().length > 0 || WITH_CONTENT.contains(request.method());
    if (content && !request.has("Content-Length")) {
      head.append("Content-Length: ").append(request.body().length).append("\r\n");
    }
    byte[] start =
        head.append(persistence).append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
    byte[] whole = new byte[start.length + request.body().length];
    System.arraycopy(start, 0, whole, 0, start.length);
    System.arraycopy(request.body(), 0, whole, start.length, request.body().length);
    return whole;
  }

  /** RFC 9112, section 3.2. */
  private String target(Outgoing request) {
    if (request.method().equals("CONNECT")) {
      return request.target().authority();
    }
    return absolute ? request.target().toString() : request.target().requestTarget();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException alreadyGone) {
      // Closing is all that was wanted.
    }
  }
}
