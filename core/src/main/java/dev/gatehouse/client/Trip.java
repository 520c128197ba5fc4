package dev.gatehouse.client;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.jspecify.annotations.Nullable;

/**
 * A request on its way over one connection.
 *
 * @param proxy which the connection leads through, or null
 */
record Trip(Outgoing request, Line line, @Nullable ProxyAccess proxy, Failures failures) {

  /** Connects to where the request goes, unless the connection stands already. */
  void connect() {
    try {
      if (!line.isConnected()) {
        open();
      }
    } catch (LostHandshakeException e) {
      reopen();
    } catch (IOException e) {
      throw failures.whileConnecting(e);
    }
  }

  /** Leaves the connection, and whoever is logged in on it, for a new one. */
  void renew() {
    line.disconnect();
    reopen();
  }

  private void reopen() {
    try {
      line.disconnect();
      open();
    } catch (IOException e) {
      throw failures.whileConnecting(e);
    }
  }

  private void open() throws IOException {
    line.connect();
    if (proxy != null && line.route().isTunnelled()) {
      proxy.tunnel(line, request.toString());
      line.upgrade();
    }
  }

  /** The request as the server is to see it; a proxy that sees it too gets its login first. */
  Leg leg() {
    if (proxy == null || line.route().isTunnelled()) {
      return this::exchange;
    }
    return (credential, whole) ->
        proxy.send(
            (login, all) -> exchange(concat(credential, login), whole && all),
            line,
            request,
            whole);
  }

  private ClassicHttpResponse exchange(List<Headers.Field> credential, boolean whole)
      throws IOException {
    return line.exchange(message(request.withHeaders(credential), whole));
  }

  private ClassicHttpRequest message(Outgoing sent, boolean whole) {
    HttpUriRequestBase message =
        new HttpUriRequestBase(sent.method(), URI.create(Origin.of(sent.uri()) + "/"));
    String path = sent.uri().getRawPath().isEmpty() ? "/" : sent.uri().getRawPath();
    String query = sent.uri().getRawQuery();
    message.setPath(query == null ? path : path + "?" + query);
    message.setAbsoluteRequestUri(proxy != null && !line.route().isTunnelled());
    sent.headers().forEach(field -> message.addHeader(field.name(), field.value()));
    message.setEntity(whole ? BodyEntity.of(sent.body()) : null);
    return message;
  }

  private static List<Headers.Field> concat(List<Headers.Field> one, List<Headers.Field> other) {
    return Stream.concat(one.stream(), other.stream()).toList();
  }
}
