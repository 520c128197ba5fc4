package dev.gatehouse.mock.gate;

/**
 * Tells whether an access token is good at one API. Verifiers run on many threads at once.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface AccessTokenVerifier {
  /**
   * Verifies a token.
   *
   * @param token as it came: any text of the {@code b64token} syntax (RFC 6750, section 2.1)
   */
  TokenVerdict verify(String token);
}
