package dev.gatehouse.client;

/**
 * The NTLM handshake cannot go on: what the server or proxy sent as its challenge is malformed. No
 * proof of the password was sent.
 *
 * @since 0.1
 */
public final class NtlmHandshakeException extends ConnectionException {
  private static final long serialVersionUID = 1L;

  NtlmHandshakeException(String message) {
    super(Step.AUTHENTICATE, message, null);
  }
}
