package dev.gatehouse.mock.aws.sts;

import dev.gatehouse.mock.aws.iam.Actor;
import dev.gatehouse.mock.aws.iam.ContextKeys;
import dev.gatehouse.mock.exchange.ServerRequest;
import java.time.Instant;
import java.util.Optional;

/**
 * One call of the API.
 *
 * @param http as received
 * @param parameters of its form or query
 * @param caller who signed it; empty for actions that need no signature
 * @param region of the service
 * @param now the server's time
 */
record StsCall(
    ServerRequest http,
    StsParameters parameters,
    Optional<Actor> caller,
    String region,
    Instant now) {
  /** The condition keys every request has. */
  ContextKeys keys() {
    return ContextKeys.of(http, region, now);
  }
}
