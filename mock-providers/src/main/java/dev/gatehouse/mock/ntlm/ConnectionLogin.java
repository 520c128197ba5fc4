package dev.gatehouse.mock.ntlm;

import org.jspecify.annotations.Nullable;

/** How far the login of one connection is; goes with the connection. */
final class ConnectionLogin {
  /**
   * A challenge that waits for its Type 3.
   *
   * @param request the number of the request that it answered, on the connection
   * @param begun by what
   */
  record Pending(NtlmHandshake handshake, long request, NtlmToken begun) {}

  private @Nullable Pending pending;
  private NtlmVerdict.@Nullable Admitted admitted;
  private int era;

  /** Forgets what was before a reset. */
  void enter(int current) {
    if (era != current) {
      era = current;
      startOver();
    }
  }

  void startOver() {
    pending = null;
    admitted = null;
  }

  void challenged(Pending sent) {
    startOver();
    pending = sent;
  }

  void loggedIn(NtlmVerdict.Admitted as) {
    admitted = as;
  }

  /** The challenge, which is used up by being asked for. */
  @Nullable Pending takePending() {
    Pending sent = pending;
    pending = null;
    return sent;
  }

  /** Who the connection is; null before a login. */
  NtlmVerdict.@Nullable Admitted user() {
    return admitted;
  }
}
