package dev.gatehouse.client;

import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * What a connection's settings do not say: limits, the clock, and a login of one's own.
 *
 * @param connectTimeout until the TCP connection, and TLS on it, is established
 * @param responseTimeout of silence while waiting for or reading an answer
 * @param totalTimeout for a token request from start to end, however slowly bytes drip
 * @param maximumResponseBytes the longest answer {@link HttpConnection#send(Request)} reads whole
 * @param clock where the time is read, for example to tell when a token expires
 * @param customAuthenticator a login of one's own, for the {@code custom} auth type only
 * @param cleartextCredentials whether a credential may go over plain {@code http} to another
 *     machine; on this machine it always may
 * @since 0.1
 */
public record ClientOptions(
    Duration connectTimeout,
    Duration responseTimeout,
    Duration totalTimeout,
    long maximumResponseBytes,
    InstantSource clock,
    @Nullable CustomAuthenticator customAuthenticator,
    boolean cleartextCredentials) {

  /** Ten seconds each, thirty in total, 64 MiB, the system's clock. */
  public static ClientOptions defaults() {
    return new ClientOptions(
        Duration.ofSeconds(10),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        64L * 1024 * 1024,
        InstantSource.system(),
        null,
        false);
  }

  public ClientOptions withConnectTimeout(Duration timeout) {
    return new ClientOptions(
        timeout,
        responseTimeout,
        totalTimeout,
        maximumResponseBytes,
        clock,
        customAuthenticator,
        cleartextCredentials);
  }

  public ClientOptions withResponseTimeout(Duration timeout) {
    return new ClientOptions(
        connectTimeout,
        timeout,
        totalTimeout,
        maximumResponseBytes,
        clock,
        customAuthenticator,
        cleartextCredentials);
  }

  public ClientOptions withTotalTimeout(Duration timeout) {
    return new ClientOptions(
        connectTimeout,
        responseTimeout,
        timeout,
        maximumResponseBytes,
        clock,
        customAuthenticator,
        cleartextCredentials);
  }

  public ClientOptions withMaximumResponseBytes(long bytes) {
    return new ClientOptions(
        connectTimeout,
        responseTimeout,
        totalTimeout,
        bytes,
        clock,
        customAuthenticator,
        cleartextCredentials);
  }

  public ClientOptions withClock(InstantSource source) {
    return new ClientOptions(
        connectTimeout,
        responseTimeout,
        totalTimeout,
        maximumResponseBytes,
        source,
        customAuthenticator,
        cleartextCredentials);
  }

  public ClientOptions withCustomAuthenticator(CustomAuthenticator authenticator) {
    return new ClientOptions(
        connectTimeout,
        responseTimeout,
        totalTimeout,
        maximumResponseBytes,
        clock,
        authenticator,
        cleartextCredentials);
  }

  public ClientOptions withCleartextCredentials(boolean allowed) {
    return new ClientOptions(
        connectTimeout,
        responseTimeout,
        totalTimeout,
        maximumResponseBytes,
        clock,
        customAuthenticator,
        allowed);
  }
}
