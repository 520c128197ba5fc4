package dev.gatehouse.client;

/**
 * The proxy let nothing through: it asked for a login, refused the one it got, or opened no tunnel.
 * The server was not reached.
 *
 * @since 0.1
 */
public final class ProxyRefusedException extends ConnectionException {
  private static final long serialVersionUID = 1L;

  private final int status;

  ProxyRefusedException(String message, int status) {
    super(Step.CONNECT, message, null);
    this.status = status;
  }

  /** The status of the proxy's answer, such as 407. */
  public int status() {
    return status;
  }
}
