package dev.gatehouse.client;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.classic.MinimalHttpClient;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.MonitoringResponseOutOfOrderStrategy;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Puts one message on the wire and brings one answer back. The library's minimal client does no
 * more: no redirects, retries, cookies, proxies or logins of its own.
 */
final class Wire implements AutoCloseable {
  private static final int CONNECTIONS_PER_ORIGIN = 100;
  private static final int CONNECTIONS = 200;
  private static final int LONGEST_HEADER_LINE = 64 * 1024;
  private static final int MOST_HEADERS = 1000;

  private final ClientOptions options;
  private final MinimalHttpClient client;
  private final RequestConfig config;
  private volatile boolean closed;

  Wire(TrustedTls tls, ClientOptions options) {
    this.options = options;
    this.config =
        RequestConfig.custom()
            .setConnectionRequestTimeout(timeout(options.connectTimeout()))
            .setResponseTimeout(timeout(options.responseTimeout()))
            .build();
    this.client =
        HttpClients.createMinimal(
            PoolingHttpClientConnectionManagerBuilder.create()
                .setTlsSocketStrategy(tls)
                .setConnectionFactory(
                    ManagedHttpClientConnectionFactory.builder()
                        .http1Config(
                            Http1Config.custom()
                                .setMaxLineLength(LONGEST_HEADER_LINE)
                                .setMaxHeaderCount(MOST_HEADERS)
                                .build())
                        // An answer that comes before the body is sent, such as 413, is read.
                        .responseOutOfOrderStrategy(MonitoringResponseOutOfOrderStrategy.INSTANCE)
                        .build())
                .setMaxConnPerRoute(CONNECTIONS_PER_ORIGIN)
                .setMaxConnTotal(CONNECTIONS)
                .setDefaultConnectionConfig(
                    ConnectionConfig.custom()
                        .setConnectTimeout(timeout(options.connectTimeout()))
                        .setSocketTimeout(timeout(options.responseTimeout()))
                        .setValidateAfterInactivity(TimeValue.ofMilliseconds(20))
                        .build())
                .setDefaultTlsConfig(
                    TlsConfig.custom()
                        .setHandshakeTimeout(timeout(options.connectTimeout()))
                        .build())
                .build());
  }

  /** Sends a request; the caller closes the answer. */
  Answer send(Outgoing request, Deadline deadline) {
    refuseClosed();
    Origin origin = Origin.of(request.uri());
    HttpUriRequestBase message = message(request);
    deadline.onExpiry(message::cancel);
    Failures failures = new Failures(request.toString(), options, deadline);
    HttpClientContext context = HttpClientContext.create();
    try {
      ClassicHttpResponse response =
          client.executeOpen(
              new HttpHost(origin.scheme(), origin.host(), origin.port()), message, context);
      return new Answer(message, response, request.caseSensitive(), failures);
    } catch (IOException e) {
      // The library sets the request once it is connected.
      throw context.getRequest() == null
          ? failures.whileConnecting(e)
          : failures.whileExchanging(e);
    } catch (IllegalStateException e) {
      // What the library says when the connection is taken away between two of its steps.
      refuseClosed();
      if (deadline.isExpired()) {
        throw failures.whileExchanging(new IOException(e));
      }
      throw e;
    }
  }

  private void refuseClosed() {
    if (closed) {
      throw new InvalidRequestException("the connection is closed; open another one");
    }
  }

  private HttpUriRequestBase message(Outgoing request) {
    HttpUriRequestBase message =
        new HttpUriRequestBase(request.method(), URI.create(Origin.of(request.uri()) + "/"));
    String path = request.uri().getRawPath().isEmpty() ? "/" : request.uri().getRawPath();
    String query = request.uri().getRawQuery();
    message.setPath(query == null ? path : path + "?" + query);
    request.headers().forEach(field -> message.addHeader(field.name(), field.value()));
    message.setEntity(BodyEntity.of(request.body()));
    message.setConfig(config);
    return message;
  }

  private static Timeout timeout(Duration duration) {
    return Timeout.of(duration);
  }

  @Override
  public void close() {
    closed = true;
    client.close(CloseMode.GRACEFUL);
  }
}
