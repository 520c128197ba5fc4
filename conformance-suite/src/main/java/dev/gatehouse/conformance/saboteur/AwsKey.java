package dev.gatehouse.conformance.saboteur;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What requests are signed with.
 *
 * @param sessionToken of temporary credentials; null for a user's own key
 * @param expiry when they end; null for never
 */
record AwsKey(String id, String secret, @Nullable String sessionToken, @Nullable Instant expiry) {

  /** A user's own. */
  static AwsKey of(Settings given) {
    return new AwsKey(given.text("accessKeyId"), given.text("secretAccessKey"), null, null);
  }

  @Override
  public String toString() {
    return id;
  }
}
