package dev.gatehouse.conformance.exec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.conformance.client.UserAgent;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** The suite's user agent, on the client's side of the protocol: asks, and waits for the answer. */
final class RemoteUserAgent implements UserAgent {
  private final Consumer<ObjectNode> suite;
  private final AtomicInteger ids = new AtomicInteger();
  private final Map<Integer, CompletableFuture<ObjectNode>> waiting = new ConcurrentHashMap<>();

  /**
   * @param suite gets the messages to it
   */
  RemoteUserAgent(Consumer<ObjectNode> suite) {
    this.suite = suite;
  }

  @Override
  public Optional<URI> authorize(URI authorizationUri, URI redirectUri) throws IOException {
    Visit visit = new Visit(ids.incrementAndGet(), authorizationUri, redirectUri);
    CompletableFuture<ObjectNode> answer = new CompletableFuture<>();
    waiting.put(visit.id(), answer);
    try {
      suite.accept(visit.toMessage());
      return end(answer.get());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the login was given up");
    } catch (ExecutionException | Messages.UnreadableMessageException e) {
      throw new IOException("the suite took the user nowhere", e);
    } finally {
      waiting.remove(visit.id());
    }
  }

  private static Optional<URI> end(ObjectNode redirected)
      throws IOException, Messages.UnreadableMessageException {
    if (redirected.has("error")) {
      throw new IOException(Messages.text(redirected, "error"));
    }
    return redirected.has("uri") ? Optional.of(Messages.uri(redirected, "uri")) : Optional.empty();
  }

  /** Takes a {@code redirected} message from the suite. */
  void answer(ObjectNode redirected) throws Messages.UnreadableMessageException {
    CompletableFuture<ObjectNode> answer = waiting.get(Messages.number(redirected, "id"));
    if (answer != null) {
      answer.complete(redirected);
    }
  }
}
