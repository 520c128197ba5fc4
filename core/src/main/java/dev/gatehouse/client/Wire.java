package dev.gatehouse.client;

import dev.gatehouse.client.internal.tls.Handshakes;
import java.io.IOException;
import java.time.Duration;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.MonitoringResponseOutOfOrderStrategy;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Puts one request on the wire and brings one answer back, over the library's pool and connections.
 * There are no redirects, retries, cookies or logins here; the proxy is the one that was named.
 */
final class Wire implements AutoCloseable {
  private static final int LONGEST_HEADER_LINE = 64 * 1024;
  private static final int MOST_HEADERS = 1000;

  private final TrustedTls tls;
  private final ClientOptions options;
  private final PoolSettings settings;
  private final PoolingHttpClientConnectionManager pool;
  private final @Nullable ProxyAccess proxy;
  private volatile boolean closed;

  Wire(TrustedTls tls, ClientOptions options, PoolSettings settings) {
    this.tls = tls;
    this.options = options;
    this.settings = settings;
    this.pool = pool(tls, options, settings);
    this.proxy =
        options
            .proxy()
            .map(named -> new ProxyAccess(named, options.clock(), new LoggedIn()))
            .orElse(null);
  }

  private static PoolingHttpClientConnectionManager pool(
      TrustedTls tls, ClientOptions options, PoolSettings settings) {
    return PoolingHttpClientConnectionManagerBuilder.create()
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
        .setMaxConnPerRoute(settings.perRoute())
        .setMaxConnTotal(settings.total())
        .setDefaultConnectionConfig(
            ConnectionConfig.custom()
                .setConnectTimeout(timeout(options.connectTimeout()))
                .setSocketTimeout(timeout(options.responseTimeout()))
                .setValidateAfterInactivity(TimeValue.ofMilliseconds(20))
                .build())
        .setDefaultTlsConfig(
            TlsConfig.custom().setHandshakeTimeout(timeout(options.connectTimeout())).build())
        .build();
  }

  /** Sends a request as it is; the caller closes the answer. */
  Answer send(Outgoing request, Deadline deadline) {
    return send(request, deadline, new NoCredential());
  }

  /**
   * Sends a request with whatever the login does on its connection; the caller closes the answer.
   */
  Answer send(Outgoing request, Deadline deadline, Authenticator login) {
    refuseClosed();
    Origin origin = Origin.of(request.uri());
    HttpHost target = new HttpHost(origin.scheme(), origin.host(), origin.port());
    HttpRoute route = proxy == null ? new HttpRoute(target) : proxy.route(target);
    Line line = new Line(pool, route, timeout(options.responseTimeout()));
    deadline.onExpiry(line::close);
    Failures failures = new Failures(request.toString(), options, deadline);
    boolean answered = false;
    try {
      lease(line, failures);
      Trip trip = new Trip(request, line, proxy, failures);
      trip.connect();
      Answer answer = answer(trip, login);
      answered = true;
      return answer;
    } catch (IllegalStateException e) {
      // What the library says when the connection is taken away between two of its steps.
      refuseClosed();
      if (deadline.isExpired()) {
        throw failures.whileExchanging(new IOException(e));
      }
      throw e;
    } finally {
      if (!answered) {
        line.close();
      }
    }
  }

  private void lease(Line line, Failures failures) {
    try {
      line.lease(timeout(settings.patience()));
    } catch (IOException e) {
      throw failures.whileConnecting(e);
    }
  }

  private Answer answer(Trip trip, Authenticator login) {
    SSLSession session = trip.line().session();
    try {
      ClassicHttpResponse response = response(trip, login);
      Handshakes.answered(session);
      return new Answer(trip.line(), response, trip.request().caseSensitive(), trip.failures());
    } catch (IOException e) {
      boolean ofTls = e instanceof SSLException || LostHandshakeException.isLoss(e);
      throw trip.failures().whileExchanging(ofTls ? tls.explained(e, session) : e);
    }
  }

  /** A login that was cut off begins once more, from its start and on a new connection. */
  private static ClassicHttpResponse response(Trip trip, Authenticator login) throws IOException {
    try {
      return login.send(trip);
    } catch (LostHandshakeException e) {
      trip.renew();
      return login.send(trip);
    }
  }

  private void refuseClosed() {
    if (closed) {
      throw new InvalidRequestException("the connection is closed; open another one");
    }
  }

  private static Timeout timeout(Duration duration) {
    return Timeout.of(duration);
  }

  @Override
  public void close() {
    closed = true;
    pool.close(CloseMode.GRACEFUL);
  }
}
