package dev.gatehouse.mock.oauth2.internal.ledger;

import dev.gatehouse.mock.oauth2.Authorization;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;

/**
 * What users allowed, the newest 100,000 of it: an access token that is a JWT does not say who they
 * are and what they let the client know of them.
 */
public final class UserAuthorizations {
  private static final int MOST = 100_000;

  private final ConcurrentMap<String, Authorization> byName = new ConcurrentHashMap<>();
  private final Queue<String> order = new ConcurrentLinkedQueue<>();

  /** Keeps an authorization, unless no user is behind it. */
  public void remember(Authorization authorization) {
    if (authorization.login() == null
        || byName.putIfAbsent(authorization.id(), authorization) != null) {
      return;
    }
    order.add(authorization.id());
    while (byName.size() > MOST) {
      String oldest = order.poll();
      if (oldest == null) {
        break;
      }
      byName.remove(oldest);
    }
  }

  /**
   * The authorization a token stands for.
   *
   * @param token its name, which is its {@code jti}
   * @return empty when no user allowed it, or it is long forgotten
   */
  public Optional<Authorization> ofToken(String token) {
    return Optional.ofNullable(byName.get(IssuedTokens.authorizationOf(token)));
  }

  void clear() {
    byName.clear();
    order.clear();
  }
}
