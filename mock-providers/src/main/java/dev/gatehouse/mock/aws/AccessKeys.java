package dev.gatehouse.mock.aws;

import dev.gatehouse.connection.Secret;
import java.time.Instant;
import java.util.Optional;

/**
 * The access keys there are, by their ids.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface AccessKeys {
  /** What is known of an access key id. */
  Found find(String accessKeyId);

  /** What is known of an access key id. */
  sealed interface Found {
    /**
     * A key that signs.
     *
     * @param secret the secret access key
     * @param principal whose it is
     * @param session of temporary credentials; empty for a user's own key
     */
    record Active(Secret secret, Principal principal, Optional<Session> session) implements Found {}

    /** A key that was switched off; it is refused like one that was never there. */
    record Inactive(Principal principal) implements Found {}

    /** No key at all. */
    record Unknown() implements Found {}
  }

  /**
   * What comes with temporary credentials.
   *
   * @param token to be sent along
   * @param expiry when they end
   */
  record Session(Secret token, Instant expiry) {}

  /** One key of one principal. */
  static AccessKeys of(String accessKeyId, Secret secret, Principal principal) {
    return id ->
        id.equals(accessKeyId)
            ? new Found.Active(secret, principal, Optional.empty())
            : new Found.Unknown();
  }
}
