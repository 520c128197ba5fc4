package dev.gatehouse.conformance.exec;

import org.jspecify.annotations.Nullable;

/**
 * The command of {@code --exec} could not be started, or did not introduce itself.
 *
 * @since 0.1
 */
public final class ClientNotStartedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ClientNotStartedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
