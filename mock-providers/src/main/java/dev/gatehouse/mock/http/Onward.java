package dev.gatehouse.mock.http;

import dev.gatehouse.mock.exchange.Answer;
import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SocketChannel;
import java.util.Objects;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.SelectorManager;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ConnectHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;
import org.jspecify.annotations.Nullable;

/**
 * Connections to other servers, for all proxies of this JVM: tunnels, which are Jetty's own, and
 * relayed requests. One selector watches them; none holds a thread.
 */
final class Onward extends ConnectHandler {
  private static final String ENDING = Answer.Ending.class.getName();

  private @Nullable SelectorManager selector;

  @Override
  protected SelectorManager newSelectorManager() {
    SelectorManager made =
        new ConnectManager(getExecutor(), getScheduler(), 1) {
          @Override
          public Connection newConnection(
              SelectableChannel channel, EndPoint endPoint, Object attachment) throws IOException {
            return attachment instanceof Relay relay
                ? new Origin(endPoint, getExecutor(), relay)
                : super.newConnection(channel, endPoint, attachment);
          }

          @Override
          protected void connectionFailed(
              SelectableChannel channel, Throwable failure, Object attachment) {
            if (attachment instanceof Relay relay) {
              relay.notConnected(failure);
            } else {
              super.connectionFailed(channel, failure, attachment);
            }
          }
        };
    selector = made;
    return made;
  }

  /** Opens a tunnel. */
  void tunnel(Answer.Tunnelled tunnel, Request request, Response response, Callback callback) {
    request.setAttribute(ENDING, tunnel.ending());
    handleConnect(request, response, callback, tunnel.host() + ":" + tunnel.port());
  }

  /** Connects for a relayed request. */
  void connect(Relay relay, Request request, String host, int port) {
    connectToServer(
        request,
        host,
        port,
        Promise.from(channel -> watch(channel, relay), failure -> relay.notConnected(failure)));
  }

  private void watch(SocketChannel channel, Relay relay) {
    SelectorManager watching = Objects.requireNonNull(selector, "not started");
    if (channel.isConnected()) {
      watching.accept(channel, relay);
    } else {
      watching.connect(channel, relay);
    }
  }

  @Override
  protected void onConnectSuccess(ConnectContext context, UpstreamConnection upstream) {
    ending(context.getRequest()).ended(200, null);
    super.onConnectSuccess(context, upstream);
  }

  @Override
  protected void onConnectFailure(
      Request request, Response response, Callback callback, @Nullable Throwable failure) {
    BadGateway answer = BadGateway.of(failure);
    ending(request).ended(answer.status(), answer.explanation());
    response.getHeaders().put(HttpHeader.CONNECTION, "close");
    answer.write(response, callback);
  }

  private static Answer.Ending ending(Request request) {
    return (Answer.Ending) request.getAttribute(ENDING);
  }
}
