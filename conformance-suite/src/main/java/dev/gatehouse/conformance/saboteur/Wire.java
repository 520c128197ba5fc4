package dev.gatehouse.conformance.saboteur;

import dev.gatehouse.conformance.client.CallResult.Kind;
import dev.gatehouse.mock.exchange.Field;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** HTTP/1.1 on a socket of its own for each request (RFC 9112). */
final class Wire {
  private static final Set<String> WITH_CONTENT = Set.of("POST", "PUT", "PATCH");

  private final Trust trust;
  private final Duration connectTimeout;
  private final @Nullable Flaw flaw;

  Wire(Trust trust, Duration connectTimeout, @Nullable Flaw flaw) {
    this.trust = trust;
    this.connectTimeout = connectTimeout;
    this.flaw = flaw;
  }

  Incoming exchange(Outgoing request, Deadline deadline, long limit) {
    try (Socket socket = connect(request.target())) {
      OutputStream out = socket.getOutputStream();
      out.write(bytes(request));
      out.flush();
      return new Reading(socket, deadline, limit, flaw).answerTo(request.method());
    } catch (SocketTimeoutException e) {
      throw new Failure(Kind.TIMEOUT, "no answer in time from " + shown(request.target()), e);
    } catch (SSLException e) {
      if (flaw == Flaw.BASIC_CLEARTEXT) {
        Target target = request.target();
        return exchange(
            request.to(
                new Target("http", target.host(), target.port(), target.path(), target.query())),
            deadline,
            limit);
      }
      throw new Failure(Kind.NETWORK, "no secure connection to " + shown(request.target()), e);
    } catch (IOException e) {
      throw new Failure(
          Kind.NETWORK,
          "no whole answer from " + shown(request.target()) + ": " + e.getMessage(),
          e);
    }
  }

  private String shown(Target target) {
    return flaw == Flaw.SECRET_URL_REDACTED ? target.toString() : target.redacted();
  }

  private Socket connect(Target target) throws IOException {
    Socket socket = new Socket();
    try {
      socket.setTcpNoDelay(true);
      // Frees the port at once when it is closed: a run of all saboteurs would use up every port.
      socket.setSoLinger(true, 0);
      socket.connect(
          new InetSocketAddress(target.host(), target.port()), (int) connectTimeout.toMillis());
      return target.secure() ? trust.secure(socket, target, connectTimeout) : socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private static byte[] bytes(Outgoing request) {
    StringBuilder head = new StringBuilder();
    head.append(request.method()).append(' ').append(request.target().requestTarget());
    head.append(" HTTP/1.1\r\n");
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
        head.append("Connection: close\r\n\r\n").toString().getBytes(StandardCharsets.UTF_8);
    byte[] whole = new byte[start.length + request.body().length];
    System.arraycopy(start, 0, whole, 0, start.length);
    System.arraycopy(request.body(), 0, whole, start.length, request.body().length);
    return whole;
  }
}
