package dev.gatehouse.conformance.saboteur;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An access token.
 *
 * @param value goes into the Authorization header
 * @param expiry null when the server did not say
 * @param refreshToken null when there was none with it
 * @param scopes what was granted
 */
record Token(
    String value, @Nullable Instant expiry, @Nullable String refreshToken, List<String> scopes) {}
