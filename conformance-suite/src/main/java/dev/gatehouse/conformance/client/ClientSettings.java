package dev.gatehouse.conformance.client;

import java.time.Duration;

/**
 * Limits and the like that a connection's own settings do not say.
 *
 * @param connectTimeout until the TCP connection is established
 * @param responseTimeout of silence while waiting for or reading an answer
 * @param totalTimeout for a token request from start to end
 * @param hook the login of its own, for the {@code custom} auth type
 * @since 0.1
 */
public record ClientSettings(
    Duration connectTimeout, Duration responseTimeout, Duration totalTimeout, Hook hook) {

  /** Ten seconds each, fifteen in total, no hook. Checks that wait for a limit set a short one. */
  public static ClientSettings defaults() {
    return new ClientSettings(
        Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(15), Hook.NONE);
  }

  public ClientSettings withResponseTimeout(Duration timeout) {
    return new ClientSettings(connectTimeout, timeout, totalTimeout, hook);
  }

  public ClientSettings withTotalTimeout(Duration timeout) {
    return new ClientSettings(connectTimeout, responseTimeout, timeout, hook);
  }

  public ClientSettings withHook(Hook other) {
    return new ClientSettings(connectTimeout, responseTimeout, totalTimeout, other);
  }
}
