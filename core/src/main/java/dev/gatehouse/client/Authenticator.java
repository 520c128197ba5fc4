package dev.gatehouse.client;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.apache.hc.core5.http.ClassicHttpResponse;

/**
 * Logs requests in: one implementation for each way to do it. It is asked for every attempt, on
 * redirects too, but only ever for the origin of the base URI.
 */
sealed interface Authenticator extends AutoCloseable
    permits NoCredential,
        FixedHeaders,
        FixedQuery,
        CustomHook,
        Together,
        BearerToken,
        AwsSignature,
        NtlmLogin {

  /**
   * What this login needs of a request before its first attempt, such as a body that can be read
   * twice.
   *
   * @throws ConnectionException when the request is not fit for it; nothing is then sent
   */
  default Outgoing prepare(Outgoing request) {
    return request;
  }

  /**
   * The request with its credential, in place of anything of the same name.
   *
   * @throws ConnectionException when there is no credential to be had; nothing is then sent
   */
  Outgoing authenticate(Outgoing request);

  /**
   * Whether another attempt may succeed where this one was refused. Asked for every answer until it
   * said yes once; a fixed credential never tries again, since that locks accounts.
   */
  default boolean mayRetry(Outgoing refused, Answer answer) throws IOException {
    return false;
  }

  /**
   * Sends the request over its connection, which is all there is to do unless the login is the
   * connection's own.
   *
   * @throws IOException as the library throws it, for the caller to tell what it means
   */
  default ClassicHttpResponse send(Trip trip) throws IOException {
    return trip.leg().sendWhole();
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
