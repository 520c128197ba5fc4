package dev.gatehouse.client;

/**
 * The {@link TokenStore} failed. Nothing was sent: a token is used only when it was kept before.
 *
 * @since 0.1
 */
public final class TokenStoreException extends ConnectionException {
  private static final long serialVersionUID = 1L;

  TokenStoreException(String message) {
    super(Step.AUTHENTICATE, message, null);
  }
}
