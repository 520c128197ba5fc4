package dev.gatehouse.client;

import org.jspecify.annotations.Nullable;

/**
 * The server could not be reached: no such name, nobody listening, or no way there.
 *
 * @since 0.1
 */
public final class ConnectFailedException extends ConnectionException {
  private static final long serialVersionUID = 1L;

  ConnectFailedException(Step step, String message, @Nullable Throwable cause) {
    super(step, message, cause);
  }
}
