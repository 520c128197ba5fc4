package dev.gatehouse.mock.oauth2;

/**
 * What access tokens look like.
 *
 * @since 0.1
 */
public enum AccessTokenFormat {
  /** A signed JWT that an API can verify by itself (RFC 9068). */
  JWT,
  /** A random text that means nothing without the server: an API asks for it (RFC 7662). */
  OPAQUE
}
