package dev.gatehouse.client;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Logs requests in: one implementation for each way to do it. It is asked for every attempt, on
 * redirects too, but only ever for the origin of the base URI.
 */
sealed interface Authenticator extends AutoCloseable
    permits NoCredential, FixedHeaders, FixedQuery, CustomHook, Together, BearerToken {

  /**
   * The request with its credential, in place of anything of the same name.
   *
   * @throws ConnectionException when there is no credential to be had; nothing is then sent
   */
  Outgoing authenticate(Outgoing request);

  /**
   * Whether another attempt may succeed where this one was answered with 401. Asked once a request;
   * a fixed credential never tries again, since that locks accounts.
   */
  default boolean mayRetry(Outgoing refused, Headers answer) {
    return false;
  }

  /** The same URI without any credential in it, for another origin. */
  default URI withoutCredential(URI uri) {
    return uri;
  }

  /** What the authorization server granted, once there is a token. */
  default Optional<List<String>> grantedScopes() {
    return Optional.empty();
  }

  /** Ends every wait for a credential. */
  @Override
  default void close() {}
}
