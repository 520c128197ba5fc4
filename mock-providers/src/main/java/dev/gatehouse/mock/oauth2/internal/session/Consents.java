package dev.gatehouse.mock.oauth2.internal.session;

import dev.gatehouse.mock.oauth2.RegisteredClient;
import dev.gatehouse.mock.oauth2.User;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;

/** Which scopes users have let which clients have, so that nobody is asked twice. */
public final class Consents {
  private static final int MOST = 10_000;

  private record Pair(String subject, String clientId) {
    static Pair of(User user, RegisteredClient client) {
      return new Pair(user.subject(), client.id());
    }
  }

  private final ConcurrentMap<Pair, Set<String>> given = new ConcurrentHashMap<>();
  private final Queue<Pair> order = new ConcurrentLinkedQueue<>();

  /** Whether a user has let a client have these scopes. */
  public boolean cover(User user, RegisteredClient client, Set<String> scopes) {
    Set<String> known = given.get(Pair.of(user, client));
    return known != null && known.containsAll(scopes);
  }

  /** A user was asked for some scopes, and let the client have some of them. */
  public void remember(User user, RegisteredClient client, Set<String> asked, Set<String> granted) {
    Pair pair = Pair.of(user, client);
    Set<String> now = new HashSet<>(given.getOrDefault(pair, Set.of()));
    now.removeAll(asked);
    now.addAll(granted);
    if (given.put(pair, Set.copyOf(now)) == null) {
      order.add(pair);
    }
    while (given.size() > MOST) {
      Pair oldest = order.poll();
      if (oldest == null) {
        break;
      }
      given.remove(oldest);
    }
  }

  /** Forgets all of them. */
  public void reset() {
    given.clear();
    order.clear();
  }
}
