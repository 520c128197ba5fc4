package dev.gatehouse.conformance.saboteur;

import dev.gatehouse.conformance.client.CallResult.Kind;
import org.jspecify.annotations.Nullable;

/** The client's own, typed way to say no. Whatever else is thrown is a crash. */
final class Failure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Kind kind;

  Failure(Kind kind, String message) {
    this(kind, message, null);
  }

  Failure(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  Kind kind() {
    return kind;
  }
}
