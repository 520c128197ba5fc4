package dev.gatehouse.mock.gate;

import java.util.Optional;

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

  /**
   * Verifies the proofs beside tokens that are bound to a key of the client's. Without it, every
   * such token is refused: the gate cannot tell a client from a thief.
   */
  default Optional<DpopVerifier> dpop() {
    return Optional.empty();
  }

  /** Whether tokens may be bound to TLS client certificates, so that the server asks for them. */
  default boolean wantsClientCertificates() {
    return false;
  }
}
