package dev.gatehouse.mock.aws.sigv4;

import dev.gatehouse.mock.aws.Principal;

/**
 * What the verifier says to a request.
 *
 * @since 0.1
 */
public sealed interface SignatureVerdict {
  /**
   * The signature holds.
   *
   * @param principal who signed
   * @param facts what was verified
   * @param body the payload, any chunk signatures taken out
   */
  record Verified(Principal principal, SignatureFacts facts, byte[] body)
      implements SignatureVerdict {}

  /** It does not. */
  record Refused(SignatureFault fault) implements SignatureVerdict {}
}
