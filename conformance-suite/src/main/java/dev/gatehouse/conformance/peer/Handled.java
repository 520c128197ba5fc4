package dev.gatehouse.conformance.peer;

/**
 * A request and what the peer did with it.
 *
 * @since 0.1
 */
public record Handled(SeenRequest request, Reply reply) {}
