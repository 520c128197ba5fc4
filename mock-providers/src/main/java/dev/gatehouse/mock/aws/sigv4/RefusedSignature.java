package dev.gatehouse.mock.aws.sigv4;

/** A rule of the verifier was broken. */
final class RefusedSignature extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient SignatureFault fault;

  RefusedSignature(SignatureFault fault) {
    super(fault.reason(), null, false, false); // an answer, not an accident: no stack trace
    this.fault = fault;
  }

  SignatureFault fault() {
    return fault;
  }
}
