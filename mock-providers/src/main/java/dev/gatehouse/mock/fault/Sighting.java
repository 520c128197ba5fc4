package dev.gatehouse.mock.fault;

import dev.gatehouse.mock.exchange.ServerRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request on its way, as faults see it.
 *
 * @param request as received
 * @param path its segments, decoded and resolved as gates see them
 * @param endpoint what the provider calls the endpoint it came to; null when it came to none
 * @param answered an earlier request whose answer this one has got; null for none
 */
public record Sighting(
    ServerRequest request,
    List<String> path,
    @Nullable String endpoint,
    @Nullable Sighting answered) {
  /** A request that gets the answer to itself. */
  public Sighting(ServerRequest request, List<String> path, @Nullable String endpoint) {
    this(request, path, endpoint, null);
  }

  /** The same, having got the answer to an earlier one. */
  public Sighting answering(Sighting earlier) {
    return new Sighting(request, path, endpoint, earlier);
  }
}
