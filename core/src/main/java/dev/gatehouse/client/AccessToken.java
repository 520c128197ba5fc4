package dev.gatehouse.client;

import dev.gatehouse.connection.Secret;
import java.time.Instant;
import java.util.List;

/**
 * An access token to present as a bearer (RFC 6750, section 2.1).
 *
 * @param renewal when to get another; never used from then on
 * @param scopes what was granted
 */
record AccessToken(Secret value, Instant renewal, List<String> scopes) implements Token {
  AccessToken {
    scopes = List.copyOf(scopes);
  }

  @Override
  public boolean isFresh(Instant now) {
    return now.isBefore(renewal);
  }
}
