package dev.gatehouse.mock.credential.internal;

/** A credential that cannot be read. The message says what is wrong and holds no secret. */
public final class MalformedCredentialException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String reason;

  /**
   * @param reason a stable word for it, in lower case with hyphens
   * @param message what is wrong and what would have been right, without any secret
   */
  public MalformedCredentialException(String reason, String message) {
    super(message, null, false, false); // an answer, not an accident: nobody reads its stack trace
    this.reason = reason;
  }

  /** A stable word for it, in lower case with hyphens. */
  public String reason() {
    return reason;
  }

  /** What is wrong and what would have been right, without any secret. */
  public String explanation() {
    return String.valueOf(getMessage());
  }
}
