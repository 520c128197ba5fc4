package dev.gatehouse.client;

/**
 * TLS could not be agreed with the server, most often because its certificate is not trusted, not
 * valid now, or made out to another name.
 *
 * @since 0.1
 */
public final class TlsFailedException extends ConnectionException {
  private static final long serialVersionUID = 1L;

  TlsFailedException(Step step, String message, Throwable cause) {
    super(step, message, cause);
  }
}
