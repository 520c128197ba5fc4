package dev.gatehouse.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLSession;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.impl.DefaultClientConnectionReuseStrategy;
import org.apache.hc.client5.http.io.ConnectionEndpoint;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.io.LeaseRequest;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.protocol.RequestClientConnControl;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.EofSensorInputStream;
import org.apache.hc.core5.http.io.EofSensorWatcher;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.http.protocol.DefaultHttpProcessor;
import org.apache.hc.core5.http.protocol.HttpProcessor;
import org.apache.hc.core5.http.protocol.RequestContent;
import org.apache.hc.core5.http.protocol.RequestTargetHost;
import org.apache.hc.core5.http.protocol.RequestUserAgent;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.apache.hc.core5.util.VersionInfo;
import org.jspecify.annotations.Nullable;

/**
 * One TCP connection of the pool, held for as many exchanges as a login takes: what is logged in is
 * the connection, so no message of a login may go over another one.
 */
final class Line implements AutoCloseable {
  private static final DefaultClientConnectionReuseStrategy REUSE =
      DefaultClientConnectionReuseStrategy.INSTANCE;
  private static final HttpRequestExecutor EXECUTOR = new HttpRequestExecutor(REUSE);
  private static final HttpProcessor PROCESSOR =
      new DefaultHttpProcessor(
          new RequestContent(),
          new RequestTargetHost(),
          new RequestClientConnControl(),
          new RequestUserAgent(
              VersionInfo.getSoftwareInfo(
                  "Apache-HttpClient", "org.apache.hc.client5", Line.class)));

  /** The most of an answer that is read only to keep its connection. */
  private static final int LONGEST_LEFTOVER = 64 * 1024;

  private final HttpClientConnectionManager pool;
  private final HttpRoute route;
  private final Timeout silence;
  private final AtomicReference<@Nullable ConnectionEndpoint> endpoint = new AtomicReference<>();
  private volatile @Nullable LeaseRequest waiting;
  private volatile boolean closed;
  private boolean reusable;

  Line(HttpClientConnectionManager pool, HttpRoute route, Timeout silence) {
    this.pool = pool;
    this.route = route;
    this.silence = silence;
  }

  HttpRoute route() {
    return route;
  }

  /** Waits for a connection of the pool, which may be connected already. */
  void lease(Timeout wait) throws IOException {
    LeaseRequest request = pool.lease(null, route, wait, null);
    waiting = request;
    if (closed) {
      request.cancel();
    }
    try {
      endpoint.set(request.get(wait));
      if (closed) {
        close();
      }
    } catch (TimeoutException e) {
      request.cancel();
      throw new ConnectionRequestTimeoutException(e.getMessage());
    } catch (InterruptedException e) {
      request.cancel();
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for a pooled connection");
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    } finally {
      waiting = null;
    }
  }

  boolean isConnected() {
    return held().isConnected();
  }

  /** Connects to the server, or to the proxy before it. */
  void connect() throws IOException {
    pool.connect(held(), null, HttpClientContext.create());
  }

  /** Puts TLS on it, when a tunnel stands. */
  void upgrade() throws IOException {
    pool.upgrade(held(), HttpClientContext.create());
  }

  /** Leaves the TCP connection for good; the place in the pool is kept for another. */
  void disconnect() {
    held().close(CloseMode.IMMEDIATE);
  }

  /**
   * Sends a message and reads the head of the answer.
   *
   * @throws ClientProtocolException if the answer is not HTTP
   */
  ClassicHttpResponse exchange(ClassicHttpRequest message) throws IOException {
    HttpClientContext context = HttpClientContext.create();
    context.setRoute(route);
    context.setRequest(message);
    try {
      PROCESSOR.process(message, message.getEntity(), context);
      held().setSocketTimeout(silence);
      ClassicHttpResponse answer = held().execute(null, message, EXECUTOR::execute, context);
      PROCESSOR.process(answer, answer.getEntity(), context);
      reusable = REUSE.keepAlive(message, answer, context);
      return answer;
    } catch (HttpException e) {
      throw new ClientProtocolException(e);
    }
  }

  /** Reads the rest of an answer that nobody wants. */
  void skip(ClassicHttpResponse answer) throws IOException {
    if (answer.getEntity() != null) {
      InputStream rest = answer.getEntity().getContent();
      if (rest.readNBytes(LONGEST_LEFTOVER).length == LONGEST_LEFTOVER && rest.read() >= 0) {
        reusable = false;
      }
    }
  }

  /** The body of the last answer; at its end the connection goes back to the pool. */
  InputStream body(ClassicHttpResponse answer) throws IOException {
    if (answer.getEntity() == null) {
      release();
      return InputStream.nullInputStream();
    }
    return new EofSensorInputStream(answer.getEntity().getContent(), new AtTheEnd());
  }

  /** Whether another message can follow the last answer; asks the socket. */
  boolean isReusable() throws IOException {
    return reusable && held().isConnected() && !connection().isStale();
  }

  /** The TCP connection itself: always the same object for the same one. */
  HttpClientConnection connection() throws IOException {
    try {
      HttpClientConnection[] found = new HttpClientConnection[1];
      held()
          .execute(
              null,
              new BasicClassicHttpRequest("GET", "/"), // never sent
              (request, connection, context) -> {
                found[0] = connection;
                return null;
              },
              HttpClientContext.create());
      return found[0];
    } catch (HttpException e) {
      throw new ClientProtocolException(e);
    }
  }

  @Nullable SSLSession session() {
    return held().getInfo().getSslSession();
  }

  private ConnectionEndpoint held() {
    ConnectionEndpoint held = endpoint.get();
    if (held == null) {
      throw new IllegalStateException("the connection was taken away");
    }
    return held;
  }

  private void release() {
    if (!reusable) {
      close();
      return;
    }
    ConnectionEndpoint held = endpoint.getAndSet(null);
    if (held != null) {
      pool.release(held, null, TimeValue.NEG_ONE_MILLISECOND);
    }
  }

  /** Closes the TCP connection, unless it went back to the pool. Any thread may. */
  @Override
  public void close() {
    closed = true;
    LeaseRequest request = waiting;
    if (request != null) {
      request.cancel();
    }
    ConnectionEndpoint held = endpoint.getAndSet(null);
    if (held != null) {
      held.close(CloseMode.IMMEDIATE);
      pool.release(held, null, TimeValue.ZERO_MILLISECONDS);
    }
  }

  private final class AtTheEnd implements EofSensorWatcher {
    @Override
    public boolean eofDetected(InputStream body) throws IOException {
      body.close();
      release();
      return false;
    }

    /** Closing would read on to the end: the connection is closed instead. */
    @Override
    public boolean streamClosed(InputStream body) {
      Line.this.close();
      return false;
    }

    @Override
    public boolean streamAbort(InputStream body) {
      Line.this.close();
      return false;
    }
  }
}
