package dev.gatehouse.client;

/**
 * The authorization server accepts the refresh token no longer ({@code invalid_grant}; RFC 6749,
 * section 5.2), so the user has to log in again. The kept tokens are gone: the next request starts
 * a login, this one did not. The cause is the token endpoint's answer.
 *
 * @since 0.1
 */
public final class LoginRequiredException extends ConnectionException {
  private static final long serialVersionUID = 1L;

  LoginRequiredException(TokenRequestException cause) {
    super(
        Step.AUTHENTICATE,
        "the user has to log in again, which the next request asks for: " + cause.getMessage(),
        cause);
  }
}
