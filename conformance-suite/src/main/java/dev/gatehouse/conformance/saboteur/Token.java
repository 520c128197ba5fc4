package dev.gatehouse.conformance.saboteur;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An access token.
 *
 * @param value goes into the Authorization header
 * @param expiry null when the server did not say
 */
record Token(String value, @Nullable Instant expiry) {}
