package dev.gatehouse.mock.oauth2.internal.registration;

import dev.gatehouse.mock.exchange.ServerResponse;
import dev.gatehouse.mock.oauth2.internal.answer.NoStore;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a client gets to know of its registration (RFC 7591, section 3.2.1; RFC 7592, section 3).
 */
final class ClientInformation {
  private ClientInformation() {}

  static ServerResponse of(int status, DynamicClient client, String configurationUri) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("client_id", client.client().id());
    body.put("client_id_issued_at", client.issuedAt().getEpochSecond());
    client
        .client()
        .secret()
        .ifPresent(
            secret -> {
              body.put("client_secret", secret.reveal());
              body.put("client_secret_expires_at", 0);
            });
    body.put("registration_access_token", client.accessToken().reveal());
    body.put("registration_client_uri", configurationUri);
    body.putAll(client.metadata());
    return NoStore.json(status, body);
  }
}
