package dev.gatehouse.mock.exchange;

/**
 * One endpoint of a provider. Endpoints never touch a socket and run on many threads at once.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface Endpoint {
  /** Answers one request, whatever its method. */
  Reply answer(ServerRequest request);
}
