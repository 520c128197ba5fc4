package dev.gatehouse.conformance.saboteur;

import dev.gatehouse.conformance.client.CallResult.Kind;
import org.jspecify.annotations.Nullable;

/** The client's own, typed way to say no. Whatever else is thrown is a crash. */
final class Failure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Kind kind;
  private final @Nullable String error;

  Failure(Kind kind, String message) {
    this(kind, message, null);
  }

  Failure(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.error = null;
  }

  /**
   * @param error the code of RFC 6749, section 5.2
   */
  Failure(String message, @Nullable String error) {
    super(message);
    this.kind = Kind.AUTHENTICATION;
    this.error = error;
  }

  Kind kind() {
    return kind;
  }

  /** What the token endpoint called it; null when it was something else. */
  @Nullable String error() {
    return error;
  }
}
