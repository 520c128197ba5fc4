package dev.gatehouse.mock.oauth2;

/**
 * Whether a client has to prove with its code that it asked for it (RFC 7636).
 *
 * @since 0.1
 */
public enum Pkce {
  /** Always, by S256, as RFC 9700, section 2.1.1 asks. */
  REQUIRED,
  /** Always, by S256 or by {@code plain}, which whoever reads the request can pass as well. */
  REQUIRED_PLAIN_ALLOWED,
  /** Only when the authorization request has a challenge, which must be S256. */
  OPTIONAL
}
