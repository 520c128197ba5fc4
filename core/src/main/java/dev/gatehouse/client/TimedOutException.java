package dev.gatehouse.client;

/**
 * Nothing happened for longer than {@link ClientOptions} allows.
 *
 * @since 0.1
 */
public final class TimedOutException extends ConnectionException {
  private static final long serialVersionUID = 1L;

  TimedOutException(Step step, String message) {
    super(step, message, null);
  }
}
