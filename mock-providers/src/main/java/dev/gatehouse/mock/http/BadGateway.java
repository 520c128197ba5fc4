package dev.gatehouse.mock.http;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * What a proxy answers when the other server does not (RFC 9110, sections 15.6.3 and 15.6.5).
 *
 * @param status 502 or 504
 * @param explanation why, for client and journal
 */
record BadGateway(int status, String explanation) {
  /**
   * @param failure what went wrong with the other server
   */
  static BadGateway of(@Nullable Throwable failure) {
    if (failure instanceof TimeoutException) {
      return new BadGateway(504, "The server behind the proxy did not answer in time.");
    }
    String why =
        failure == null
            ? "unknown"
            : failure.getMessage() == null ? failure.getClass().getName() : failure.getMessage();
    return new BadGateway(502, "The server behind the proxy could not be asked: " + why + ".");
  }

  void write(Response response, Callback callback) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain;charset=utf-8");
    response.write(true, StandardCharsets.UTF_8.encode(explanation + "\n"), callback);
  }
}
