package dev.gatehouse.mock.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/**
 * Answers what cannot be read as a request: one line of text that says what was wrong, and nothing
 * of Jetty's own.
 */
final class ErrorAnswers extends ErrorHandler {
  private static final String TEXT = "text/plain;charset=utf-8";

  private final Occupants occupants;

  ErrorAnswers(Occupants occupants) {
    this.occupants = occupants;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Throwable cause = (Throwable) request.getAttribute(ERROR_EXCEPTION);
    if (cause instanceof CutOffException) {
      callback.failed(cause);
      return true;
    }
    refuse(Refusal.of(response.getStatus(), cause), request, response, callback);
    return true;
  }

  /** Answers a refusal, tells whoever has the port, and closes the connection. */
  void refuse(Refusal refusal, Request request, Response response, Callback callback) {
    Occupant occupant = occupants.find(request.getConnectionMetaData().getLocalSocketAddress());
    if (occupant != null) {
      occupant
          .front()
          .turnedAway(
              Received.head(request), refusal.status(), refusal.reason(), refusal.explanation());
    }
    response.setStatus(refusal.status());
    response.getHeaders().put(HttpHeader.CONNECTION, "close");
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, TEXT);
    response.write(
        true, body(refusal), Callback.from(new Linger(request, callback)::begin, callback::failed));
  }

  private static ByteBuffer body(Refusal refusal) {
    return StandardCharsets.UTF_8.encode(refusal.answer() + "\n");
  }
}
