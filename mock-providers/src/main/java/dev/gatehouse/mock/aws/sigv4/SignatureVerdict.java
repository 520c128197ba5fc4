package dev.gatehouse.mock.aws.sigv4;

import dev.gatehouse.mock.aws.Principal;
import dev.gatehouse.mock.exchange.ServerRequest;

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
   * @param request as the service works with it: of a body in chunks, what they carry
   */
  record Verified(Principal principal, SignatureFacts facts, ServerRequest request)
      implements SignatureVerdict {}

  /** It does not. */
  record Refused(SignatureFault fault) implements SignatureVerdict {}
}
