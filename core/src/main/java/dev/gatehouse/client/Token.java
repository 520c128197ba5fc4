package dev.gatehouse.client;

import dev.gatehouse.connection.Secret;
import java.time.Instant;

/** What a {@link TokenCache} keeps: good for a time. */
interface Token {
  /** Tells it from others. */
  Secret value();

  /** Whether it may still be used. */
  boolean isFresh(Instant now);
}
