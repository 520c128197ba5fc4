package dev.gatehouse.mock.http;

import dev.gatehouse.mock.exchange.Field;
import dev.gatehouse.mock.exchange.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.IO;
import org.eclipse.jetty.util.IteratingCallback;
import org.jspecify.annotations.Nullable;

/**
 * Sends a request on to the server it is for, in pieces. When it cannot, the server says so, or
 * ends the connection: whoever reads there hears of it.
 */
final class OriginRequest extends IteratingCallback {
  /** RFC 9110, section 7.6.3. */
  static final String VIA = "1.1 gatehouse";

  private static final int PIECE_BYTES = 64 * 1024;

  private final EndPoint endPoint;
  private final InputStream body;
  private byte @Nullable [] head;

  OriginRequest(ServerRequest request, EndPoint endPoint) {
    this.endPoint = endPoint;
    this.body = request.content().open();
    this.head = head(request);
  }

  /** RFC 9112, section 3.2.2: Host is what the request target names. */
  private static byte[] head(ServerRequest request) {
    StringBuilder text =
        new StringBuilder(request.method())
            .append(' ')
            .append(request.path())
            .append(request.query() == null ? "" : "?" + request.query())
            .append(" HTTP/1.1\r\nHost: ")
            .append(request.authority())
            .append("\r\n");
    for (Field field : HopByHop.without(request.fields())) {
      if (!isOwn(field.name())) {
        text.append(field.name()).append(": ").append(field.value()).append("\r\n");
      }
    }
    boolean announced = request.header("Content-Length").isPresent();
    if (announced || request.content().length() > 0) {
      text.append("Content-Length: ").append(request.content().length()).append("\r\n");
    }
    return text.append("Via: ")
        .append(VIA)
        .append("\r\n\r\n")
        .toString()
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  /** The body has come whole, so that nothing is expected any more. */
  private static boolean isOwn(String name) {
    return name.equalsIgnoreCase("Host")
        || name.equalsIgnoreCase("Content-Length")
        || name.equalsIgnoreCase("Expect");
  }

  @Override
  protected Action process() throws IOException {
    byte[] first = head;
    byte[] piece = first == null ? body.readNBytes(PIECE_BYTES) : first;
    head = null;
    if (piece.length == 0) {
      return Action.SUCCEEDED;
    }
    endPoint.write(this, ByteBuffer.wrap(piece));
    return Action.SCHEDULED;
  }

  @Override
  protected void onCompleted(@Nullable Throwable cause) {
    IO.close(body);
  }
}
