package dev.gatehouse.mock.oauth2.internal.registration;

import dev.gatehouse.connection.Secret;
import dev.gatehouse.mock.oauth2.RegisteredClient;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A client that registered itself.
 *
 * @param client as the other endpoints know it
 * @param metadata as registered, defaults included (RFC 7591, section 3.2.1)
 * @param accessToken what it manages its registration by (RFC 7592, section 1.2)
 * @param issuedAt when it registered
 */
record DynamicClient(
    RegisteredClient client, Map<String, Object> metadata, Secret accessToken, Instant issuedAt) {
  DynamicClient {
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
  }
}
