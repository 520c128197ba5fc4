package dev.gatehouse.mock.oauth2.internal.ledger;

import dev.gatehouse.mock.credential.internal.Remembered;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Names authorizations and tokens, and knows those it has named since the last reset without
 * keeping them: every name starts with the same random text, until the next reset makes another,
 * and a token's name holds that of its authorization. Only what was revoked is kept.
 */
public final class IssuedTokens {
  private record Generation(String prefix, AtomicLong count) {
    static Generation fresh() {
      return new Generation(UUID.randomUUID().toString(), new AtomicLong());
    }
  }

  private volatile Generation generation = Generation.fresh();
  private final Remembered revoked = new Remembered();

  /** A name no other authorization has. */
  public String nextAuthorization() {
    Generation current = generation;
    return current.prefix() + "." + current.count().incrementAndGet();
  }

  /** A name no other token has. */
  public String nextToken(String authorization) {
    return authorization + "." + generation.count().incrementAndGet();
  }

  /** Whether a token of this name was issued since the last reset. */
  public boolean knows(String name) {
    return name.startsWith(generation.prefix() + ".");
  }

  /** Whether it, or what it was issued for, was revoked. */
  public boolean isRevoked(String name) {
    return revoked.contains(name) || revoked.contains(authorizationOf(name));
  }

  /** Revokes one token, an authorization with all its tokens, or a client with all of its. */
  public void revoke(String name) {
    revoked.add(name);
  }

  /** The name of the authorization a token stands for, by the token's name. */
  public static String authorizationOf(String token) {
    int dot = token.lastIndexOf('.');
    return dot < 0 ? token : token.substring(0, dot);
  }

  void reset() {
    generation = Generation.fresh();
    revoked.clear();
  }
}
