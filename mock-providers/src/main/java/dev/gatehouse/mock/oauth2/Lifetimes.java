package dev.gatehouse.mock.oauth2;

import java.time.Duration;

/**
 * How long what a client gets is good, each in whole seconds.
 *
 * @param code an authorization code; RFC 6749, section 4.1.2 allows ten minutes at most
 * @param accessToken an access token
 * @param idToken an ID token
 * @param refreshToken a refresh token; each rotation starts it anew
 * @param deviceCode a device code and the user code beside it (RFC 8628)
 * @since 0.1
 */
public record Lifetimes(
    Duration code,
    Duration accessToken,
    Duration idToken,
    Duration refreshToken,
    Duration deviceCode) {
  /** A minute, an hour, an hour, 30 days, 10 minutes. */
  public static final Lifetimes DEFAULT =
      new Lifetimes(
          Duration.ofMinutes(1),
          Duration.ofHours(1),
          Duration.ofHours(1),
          Duration.ofDays(30),
          Duration.ofMinutes(10));

  /**
   * @throws IllegalArgumentException if one is shorter than a second
   */
  public Lifetimes {
    requireASecond("code", code);
    requireASecond("accessToken", accessToken);
    requireASecond("idToken", idToken);
    requireASecond("refreshToken", refreshToken);
    requireASecond("deviceCode", deviceCode);
  }

  private static void requireASecond(String name, Duration lifetime) {
    if (lifetime.toSeconds() < 1) {
      throw new IllegalArgumentException(
          "lifetimes." + name + ": must be at least a second, not " + lifetime);
    }
  }

  /** The same with another lifetime of codes. */
  public Lifetimes withCode(Duration lifetime) {
    return new Lifetimes(lifetime, accessToken, idToken, refreshToken, deviceCode);
  }

  /** The same with another lifetime of access tokens. */
  public Lifetimes withAccessToken(Duration lifetime) {
    return new Lifetimes(code, lifetime, idToken, refreshToken, deviceCode);
  }

  /** The same with another lifetime of ID tokens. */
  public Lifetimes withIdToken(Duration lifetime) {
    return new Lifetimes(code, accessToken, lifetime, refreshToken, deviceCode);
  }

  /** The same with another lifetime of refresh tokens. */
  public Lifetimes withRefreshToken(Duration lifetime) {
    return new Lifetimes(code, accessToken, idToken, lifetime, deviceCode);
  }

  /** The same with another lifetime of device codes. */
  public Lifetimes withDeviceCode(Duration lifetime) {
    return new Lifetimes(code, accessToken, idToken, refreshToken, lifetime);
  }
}
