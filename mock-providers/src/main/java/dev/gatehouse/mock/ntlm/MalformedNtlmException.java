package dev.gatehouse.mock.ntlm;

/**
 * Bytes that are no such NTLM message. The message says what is wrong and where.
 *
 * @since 0.1
 */
public final class MalformedNtlmException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String reason;

  /**
   * @param reason a stable word for it, in lower case with hyphens
   * @param message what is wrong, where, and what would have been right
   */
  public MalformedNtlmException(String reason, String message) {
    super(message, null, false, false); // an answer, not an accident: nobody reads its stack trace
    this.reason = reason;
  }

  /** A stable word for it, in lower case with hyphens: {@code malformed-negotiate}. */
  public String reason() {
    return reason;
  }

  /** What is wrong, where, and what would have been right. */
  public String explanation() {
    return String.valueOf(getMessage());
  }
}
