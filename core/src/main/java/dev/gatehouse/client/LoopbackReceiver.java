package dev.gatehouse.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Waits on the loopback address for a browser that comes back (RFC 8252, section 7.3), and takes
 * one answer. Other requests are refused and change nothing; whether the answer is the right one is
 * for {@link AuthorizationAnswer} to say.
 */
final class LoopbackReceiver implements AutoCloseable {
  private static final String PATH = "/callback";

  private final HttpServer server;
  private final ExecutorService threads;
  private final URI redirectUri;
  private final CompletableFuture<URI> answer = new CompletableFuture<>();

  private LoopbackReceiver(HttpServer server, URI redirectUri) {
    this.server = server;
    this.redirectUri = redirectUri;
    this.threads =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "gatehouse-login");
              thread.setDaemon(true);
              return thread;
            });
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /**
   * Listens at a redirect URI.
   *
   * @param given null for a free port
   * @return empty if the redirect URI is not one of this machine with a port
   * @throws AuthorizationFailedException if the port cannot be listened on
   */
  static Optional<LoopbackReceiver> open(@Nullable URI given) {
    if (given != null && !isLoopbackWithPort(given)) {
      return Optional.empty();
    }
    try {
      HttpServer server =
          given == null
              ? HttpServer.create(new InetSocketAddress(address("127.0.0.1"), 0), 0)
              : HttpServer.create(
                  new InetSocketAddress(address(given.getHost()), given.getPort()), 0);
      return Optional.of(
          new LoopbackReceiver(
              server,
              given != null
                  ? given
                  : URI.create("http://127.0.0.1:" + server.getAddress().getPort() + PATH)));
    } catch (IOException e) {
      throw new AuthorizationFailedException(
          "cannot listen at the redirect URI "
              + (given == null ? "" : Origin.of(given).toString())
              + " for the user to come back: "
              + e.getMessage());
    }
  }

  private static boolean isLoopbackWithPort(URI uri) {
    return "http".equalsIgnoreCase(uri.getScheme())
        && Origin.canBeOf(uri)
        && uri.getPort() > 0
        && !Origin.of(uri).isCleartext();
  }

  /** A name under localhost is this machine, whatever a resolver says (RFC 6761, section 6.3). */
  private static InetAddress address(String host) throws IOException {
    boolean literal = host.startsWith("[") || host.startsWith("127.");
    return InetAddress.getByName(literal ? host : "127.0.0.1");
  }

  /** Where the browser has to come back to. */
  URI redirectUri() {
    return redirectUri;
  }

  /**
   * The URI a browser came back with.
   *
   * @throws TimedOutException if none did in time
   * @throws InvalidRequestException if the connection was closed meanwhile
   */
  URI await(Duration timeout) {
    try {
      return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new TimedOutException(
          Step.AUTHENTICATE,
          "nobody came back from the authorization page to "
              + Origin.of(redirectUri)
              + redirectUri.getRawPath()
              + " within "
              + timeout.toMillis()
              + " ms");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AuthorizationFailedException("interrupted while waiting for the user to log in");
    } catch (ExecutionException e) {
      throw new InvalidRequestException("the connection was closed before the user logged in");
    }
  }

  /** The browser has its page before anybody acts on the answer, and may close the port. */
  private void handle(HttpExchange exchange) throws IOException {
    URI asked = exchange.getRequestURI();
    if (!expectedPath().equals(asked.getRawPath()) || !ReturnPage.isAnswer(asked)) {
      ReturnPage.NOT_HERE.write(exchange);
    } else if (!exchange.getRequestMethod().equals("GET")) {
      ReturnPage.NOT_SO.write(exchange);
    } else {
      ReturnPage.THANKS.write(exchange);
      answer.complete(
          URI.create(Origin.of(redirectUri) + expectedPath() + "?" + asked.getRawQuery()));
    }
  }

  private String expectedPath() {
    return redirectUri.getRawPath().isEmpty() ? "/" : redirectUri.getRawPath();
  }

  /** Frees the port; ends a wait. Newer JDKs' server would swallow an interrupt meanwhile. */
  @Override
  public void close() {
    boolean interrupted = Thread.interrupted();
    answer.completeExceptionally(new IllegalStateException("closed"));
    server.stop(0);
    threads.shutdownNow();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
