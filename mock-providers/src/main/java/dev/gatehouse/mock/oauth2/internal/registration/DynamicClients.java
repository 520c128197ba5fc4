package dev.gatehouse.mock.oauth2.internal.registration;

import dev.gatehouse.mock.oauth2.OAuth2Refusal;
import dev.gatehouse.mock.oauth2.internal.client.ClientRegistry;
import dev.gatehouse.mock.oauth2.internal.ledger.IssuedTokens;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The clients that registered themselves, no more than are allowed. */
public final class DynamicClients {
  private final Map<String, DynamicClient> byId = new ConcurrentHashMap<>();
  private final ClientRegistry registry;
  private final IssuedTokens tokens;
  private final int most;

  public DynamicClients(ClientRegistry registry, IssuedTokens tokens, int most) {
    this.registry = registry;
    this.tokens = tokens;
    this.most = most;
  }

  Optional<DynamicClient> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  synchronized void add(DynamicClient client) throws OAuth2Refusal {
    if (byId.size() >= most) {
      throw new OAuth2Refusal(
          503,
          "temporarily_unavailable",
          "There are as many registered clients as there may be.",
          "registration",
          "there are "
              + most
              + " clients that registered themselves, and no more are allowed; DELETE those that"
              + " are not used any more, or reset the server");
    }
    put(client);
  }

  /** Changes a client; false when it has just ended. */
  synchronized boolean replace(DynamicClient client) {
    boolean there = byId.containsKey(client.client().id());
    if (there) {
      put(client);
    }
    return there;
  }

  private void put(DynamicClient client) {
    byId.put(client.client().id(), client);
    registry.put(client.client());
  }

  /** Ends a client with every token it has (RFC 7592, section 2.3). */
  synchronized void remove(String id) {
    byId.remove(id);
    registry.remove(id);
    tokens.revoke(id);
  }

  /** Forgets them all. */
  public synchronized void clear() {
    byId.keySet().forEach(registry::remove);
    byId.clear();
  }
}
