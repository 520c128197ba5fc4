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
 */
public record Sighting(ServerRequest request, List<String> path, @Nullable String endpoint) {}
