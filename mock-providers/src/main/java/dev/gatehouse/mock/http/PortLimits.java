package dev.gatehouse.mock.http;

import java.time.Duration;

/**
 * What a port takes from its clients.
 *
 * @param bodyBytes the longest request body
 * @param headerBytes the longest request line and header together
 * @param idleTimeout of silence until a connection is closed
 */
public record PortLimits(long bodyBytes, int headerBytes, Duration idleTimeout) {}
