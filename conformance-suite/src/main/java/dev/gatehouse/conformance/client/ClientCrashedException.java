package dev.gatehouse.conformance.client;

/**
 * The client under test stopped working as a program: it ended, hung or stopped keeping to the
 * protocol. The check that was running has failed by it.
 *
 * @since 0.1
 */
public final class ClientCrashedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message what it did, with its last words
   */
  public ClientCrashedException(String message) {
    super(message);
  }
}
