package dev.gatehouse.client;

import org.jspecify.annotations.Nullable;

/**
 * A request that came to nothing. {@link #step()} says how far it got; the subclass says why. No
 * message holds a secret, and neither does any cause: the library's own errors are chained only
 * where they cannot quote a credential.
 *
 * @since 0.1
 */
public abstract sealed class ConnectionException extends RuntimeException
    permits InvalidSettingException,
        UnsupportedSettingException,
        InvalidRequestException,
        CustomAuthenticatorException,
        AssumeRoleException,
        TokenRequestException,
        AuthorizationFailedException,
        LoginRequiredException,
        TokenStoreException,
        ConnectFailedException,
        TlsFailedException,
        TimedOutException,
        BrokenResponseException,
        RedirectFailedException,
        NtlmHandshakeException,
        ProxyRefusedException {
  private static final long serialVersionUID = 1L;

  private final Step step;

  ConnectionException(Step step, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.step = step;
  }

  /** How far the request got. */
  public Step step() {
    return step;
  }
}
