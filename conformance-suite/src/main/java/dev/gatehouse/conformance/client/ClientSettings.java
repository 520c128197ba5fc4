package dev.gatehouse.conformance.client;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Limits and the like that a connection's own settings do not say.
 *
 * @param connectTimeout until the TCP connection is established
 * @param responseTimeout of silence while waiting for or reading an answer
 * @param totalTimeout for a token request from start to end
 * @param hook the login of its own, for the {@code custom} auth type
 * @param issuer who the authorization server is, for a client that reads its metadata (RFC 8414);
 *     null when nobody says
 * @param userAgent who takes the user to the login and back, for auth types that have one
 * @param proxy through which everything goes; null for none
 * @since 0.1
 */
public record ClientSettings(
    Duration connectTimeout,
    Duration responseTimeout,
    Duration totalTimeout,
    Hook hook,
    @Nullable URI issuer,
    UserAgent userAgent,
    @Nullable ProxyServer proxy) {

  /**
   * Ten seconds each, fifteen in total, no hook, no issuer, the suite's own browser, no proxy.
   * Checks that wait for a limit set a short one.
   */
  public static ClientSettings defaults() {
    return new ClientSettings(
        Duration.ofSeconds(10),
        Duration.ofSeconds(10),
        Duration.ofSeconds(15),
        Hook.NONE,
        null,
        UserAgent.ofTheSuite(),
        null);
  }

  public ClientSettings withResponseTimeout(Duration timeout) {
    return new ClientSettings(
        connectTimeout, timeout, totalTimeout, hook, issuer, userAgent, proxy);
  }

  public ClientSettings withTotalTimeout(Duration timeout) {
    return new ClientSettings(
        connectTimeout, responseTimeout, timeout, hook, issuer, userAgent, proxy);
  }

  public ClientSettings withHook(Hook other) {
    return new ClientSettings(
        connectTimeout, responseTimeout, totalTimeout, other, issuer, userAgent, proxy);
  }

  public ClientSettings withIssuer(URI identifier) {
    return new ClientSettings(
        connectTimeout, responseTimeout, totalTimeout, hook, identifier, userAgent, proxy);
  }

  public ClientSettings withProxy(ProxyServer server) {
    return new ClientSettings(
        connectTimeout, responseTimeout, totalTimeout, hook, issuer, userAgent, server);
  }
}
