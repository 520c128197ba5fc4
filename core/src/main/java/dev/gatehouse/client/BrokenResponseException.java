package dev.gatehouse.client;

/**
 * The server gave no answer that can be used: it closed too early, sent something that is not HTTP,
 * or more than allowed.
 *
 * @since 0.1
 */
public final class BrokenResponseException extends ConnectionException {
  private static final long serialVersionUID = 1L;

  BrokenResponseException(Step step, String message) {
    super(step, message, null);
  }
}
