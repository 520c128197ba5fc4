package dev.gatehouse.mock.oauth2.internal.client;

import dev.gatehouse.mock.credential.internal.ConstantTime;
import dev.gatehouse.mock.credential.internal.NearMiss;
import dev.gatehouse.mock.oauth2.RegisteredClient;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The clients an authorization server knows, by id. */
public final class ClientRegistry {
  private static final int MOST_NAMED = 20;

  private final Map<String, RegisteredClient> clients;

  public ClientRegistry(Map<String, RegisteredClient> clients) {
    this.clients = new ConcurrentSkipListMap<>(clients);
  }

  public Optional<RegisteredClient> find(String id) {
    return Optional.ofNullable(clients.get(id));
  }

  public Collection<RegisteredClient> all() {
    return clients.values();
  }

  /** How long a token may be good that one of them is issued now. */
  public Duration longestTokenLifetime() {
    return clients.values().stream()
        .map(RegisteredClient::lifetimes)
        .flatMap(lifetimes -> Stream.of(lifetimes.accessToken(), lifetimes.idToken()))
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }

  /** Adds a client, or changes it. */
  public void put(RegisteredClient client) {
    clients.put(client.id(), client);
  }

  /** Forgets a client. */
  public void remove(String id) {
    clients.remove(id);
  }

  /** Why an id may be unknown; the id is not repeated, as it may be a secret in the wrong place. */
  public String explainUnknown(String id) {
    if (id.isEmpty()) {
      return "the request has a client secret, but no client_id";
    }
    for (RegisteredClient client : clients.values()) {
      if (client.secret().filter(secret -> ConstantTime.equal(secret.reveal(), id)).isPresent()) {
        return "client id and secret are the wrong way round";
      }
      Optional<String> hint = NearMiss.explain(client.id(), id);
      if (hint.isPresent()) {
        return "no such client, but the id is close to " + client.id() + ": " + hint.get();
      }
    }
    return "no client is registered by this id; there are: "
        + clients.keySet().stream().limit(MOST_NAMED).collect(Collectors.joining(", "))
        + (clients.size() > MOST_NAMED ? ", and more" : "");
  }
}
