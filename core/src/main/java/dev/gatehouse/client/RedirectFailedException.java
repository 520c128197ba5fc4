package dev.gatehouse.client;

/**
 * A redirect that cannot be followed: too many of them, a target that is not HTTP, or a body that
 * cannot be sent again.
 *
 * @since 0.1
 */
public final class RedirectFailedException extends ConnectionException {
  private static final long serialVersionUID = 1L;

  RedirectFailedException(String message) {
    super(Step.EXCHANGE, message, null);
  }
}
