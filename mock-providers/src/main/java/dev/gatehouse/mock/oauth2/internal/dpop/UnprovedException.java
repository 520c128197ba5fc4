package dev.gatehouse.mock.oauth2.internal.dpop;

/** A proof that is missing or does not hold. */
final class UnprovedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String reason;
  private final boolean forNonce;

  /**
   * @param reason a stable word for it, in lower case with hyphens
   * @param explanation for the journal, without any secret
   */
  UnprovedException(String reason, String explanation) {
    this(reason, explanation, false);
  }

  /**
   * @param forNonce whether the proof needs another nonce, which the answer names
   */
  UnprovedException(String reason, String explanation, boolean forNonce) {
    super(explanation, null, false, false); // an answer, not an accident: no stack trace
    this.reason = reason;
    this.forNonce = forNonce;
  }

  String reason() {
    return reason;
  }

  boolean forNonce() {
    return forNonce;
  }

  String explanation() {
    return String.valueOf(getMessage());
  }
}
