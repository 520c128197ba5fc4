package dev.gatehouse.client;

/**
 * A {@link CustomAuthenticator} that failed or answered something that cannot be sent. Nothing was
 * sent: a request never goes out without its login.
 *
 * @since 0.1
 */
public final class CustomAuthenticatorException extends ConnectionException {
  private static final long serialVersionUID = 1L;

  CustomAuthenticatorException(String message) {
    super(Step.AUTHENTICATE, message, null);
  }
}
