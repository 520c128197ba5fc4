package dev.gatehouse.mock.oauth2;

import dev.gatehouse.mock.credential.internal.ConstantTime;
import dev.gatehouse.mock.credential.internal.NearMiss;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The clients an authorization server knows, by id. */
final class ClientRegistry {
  private final Map<String, RegisteredClient> clients;

  ClientRegistry(Map<String, RegisteredClient> clients) {
    this.clients = new LinkedHashMap<>(clients);
  }

  Optional<RegisteredClient> find(String id) {
    return Optional.ofNullable(clients.get(id));
  }

  Collection<RegisteredClient> all() {
    return clients.values();
  }

  /** Why an id may be unknown; the id is not repeated, as it may be a secret in the wrong place. */
  String explainUnknown(String id) {
    if (id.isEmpty()) {
      return "the request has a client secret, but no client_id";
    }
    for (RegisteredClient client : clients.values()) {
      if (ConstantTime.equal(client.secret().reveal(), id)) {
        return "client id and secret are the wrong way round";
      }
      Optional<String> hint = NearMiss.explain(client.id(), id);
      if (hint.isPresent()) {
        return "no such client, but the id is close to " + client.id() + ": " + hint.get();
      }
    }
    return "no client is registered by this id; there are: " + String.join(", ", clients.keySet());
  }
}
