package dev.gatehouse.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.bootstrap.HttpServer;
import org.apache.hc.core5.http.impl.bootstrap.ServerBootstrap;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.io.CloseMode;

/**
 * Receives webhooks on the loopback address, at a URL nobody can guess. Every request to that URL
 * is kept and answered with 204; a request to any other path gets 404, and a payload over {@value
 * #MAXIMUM_BODY_BYTES} bytes 413. It keeps at most {@value #MAXIMUM_KEPT_BYTES} bytes of payload in
 * all; once they are reached, webhooks get 503. Safe for use by many threads.
 *
 * <pre>{@code
 * try (WebhookReceiver receiver = WebhookReceiver.start()) {
 *   orders.subscribe(receiver.uri());
 *   Webhook webhook = receiver.await(Duration.ofSeconds(5));
 * }
 * }</pre>
 *
 * @since 0.1
 */
public final class WebhookReceiver implements AutoCloseable {
  /** The largest payload taken, in bytes. */
  public static final int MAXIMUM_BODY_BYTES = 10 * 1024 * 1024;

  /** The most payload kept in all, in bytes. */
  public static final int MAXIMUM_KEPT_BYTES = 64 * 1024 * 1024;

  /** 192 bits: beyond guessing. */
  private static final int SECRET_BYTES = 24;

  private static final int LONGEST_LINE = 64 * 1024;
  private static final int MOST_HEADERS = 200;
  private static final int SILENCE_SECONDS = 30;

  private final HttpServer server;
  private final URI uri;
  private final Inbox inbox;

  private WebhookReceiver(HttpServer server, URI uri, Inbox inbox) {
    this.server = server;
    this.uri = uri;
    this.inbox = inbox;
  }

  /**
   * Starts a receiver on a free port of the loopback address.
   *
   * @throws UncheckedIOException if no port can be listened on
   */
  public static WebhookReceiver start() {
    byte[] secret = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(secret);
    String path = "/" + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    Inbox inbox = new Inbox();
    WebhookHandler handler = new WebhookHandler(path, inbox);
    InetAddress loopback = InetAddress.getLoopbackAddress();
    HttpServer server =
        ServerBootstrap.bootstrap()
            .setLocalAddress(loopback)
            .setSocketConfig(
                SocketConfig.custom()
                    .setTcpNoDelay(true)
                    .setSoTimeout(SILENCE_SECONDS, TimeUnit.SECONDS)
                    .build())
            .setHttp1Config(
                Http1Config.custom()
                    .setMaxLineLength(LONGEST_LINE)
                    .setMaxHeaderCount(MOST_HEADERS)
                    .build())
            .setRequestRouter((request, context) -> handler)
            .create();
    try {
      server.start();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen on the loopback address: " + e.getMessage(), e);
    }
    URI uri = URI.create("http://127.0.0.1:" + server.getLocalPort() + path);
    return new WebhookReceiver(server, uri, inbox);
  }

  /** Where to send webhooks. Who knows it can send them: the URL is itself a secret. */
  public URI uri() {
    return uri;
  }

  /**
   * The next webhook, in the order they came; each is handed out once.
   *
   * @param timeout how long to wait for one that has not come yet
   * @throws WebhookTimeoutException if none came in time
   * @throws IllegalStateException if the receiver is closed or the thread interrupted meanwhile
   */
  public Webhook await(Duration timeout) {
    return inbox.await(timeout);
  }

  /** Every webhook so far, in the order they came, whether handed out or not. */
  public List<Webhook> received() {
    return inbox.received();
  }

  /** Frees the port and ends every wait; safe to call twice. What was received stays readable. */
  @Override
  public void close() {
    server.close(CloseMode.IMMEDIATE);
    inbox.close();
  }

  /** Host and port, without the secret path. */
  @Override
  public String toString() {
    return "WebhookReceiver[http://127.0.0.1:" + uri.getPort() + "/***]";
  }
}
