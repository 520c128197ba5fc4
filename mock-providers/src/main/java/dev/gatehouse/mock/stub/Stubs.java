package dev.gatehouse.mock.stub;

import dev.gatehouse.mock.exchange.Answer;
import dev.gatehouse.mock.exchange.ServerRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The stubs of one server. WireMock is loaded when {@link #api()} or {@link #admin} is first
 * called, and answers only once there is a stub.
 *
 * @since 0.1
 */
public final class Stubs implements AutoCloseable {
  private volatile @Nullable WireMockApi loaded;
  private boolean closed;

  /**
   * The way to add stubs; loads WireMock, so ask for it only when somebody wants it.
   *
   * @throws IllegalStateException after {@link #close()}
   */
  public StubbedApi api() {
    return load();
  }

  /**
   * Answers a request that reached the API.
   *
   * @param request as received
   * @param unseen what the gate before it keeps to itself
   * @return empty when there is no stub at all: then the echo answers
   */
  public Optional<Answer> answer(ServerRequest request, Unseen unseen) {
    WireMockApi api = loaded;
    return api == null || !api.hasStubs()
        ? Optional.empty()
        : Optional.of(api.answer(request, unseen));
  }

  /**
   * Answers a request of WireMock's admin API, so that a {@code new WireMock(host, port)} elsewhere
   * can add stubs and verify.
   *
   * @param request as received, its path starting with {@code /__admin}
   * @throws IllegalStateException after {@link #close()}
   */
  public Answer admin(ServerRequest request) {
    return load().admin(request);
  }

  /** Forgets stubs, their settings and the requests they saw; loads nothing. */
  public synchronized void reset() {
    if (loaded != null) {
      loaded.forget();
    }
  }

  /** Lets go of everything held; there is no stub afterwards. */
  @Override
  public synchronized void close() {
    closed = true;
    loaded = null;
  }

  private WireMockApi load() {
    WireMockApi api = loaded;
    return api == null ? loadOnce() : api;
  }

  private synchronized WireMockApi loadOnce() {
    if (closed) {
      throw new IllegalStateException("this Gatehouse is closed: it has no API to stub");
    }
    if (loaded == null) {
      loaded = new WireMockApi();
    }
    return loaded;
  }
}
