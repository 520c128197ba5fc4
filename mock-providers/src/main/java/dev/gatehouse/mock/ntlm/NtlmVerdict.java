package dev.gatehouse.mock.ntlm;

/**
 * What becomes of a Type 3.
 *
 * @since 0.1
 */
public sealed interface NtlmVerdict {
  /** The handshake decoded, for the journal. */
  NtlmTranscript transcript();

  /**
   * The client is who it says.
   *
   * @param user the account's name, or {@code ANONYMOUS LOGON}
   * @param domain the account's domain, or {@code NT AUTHORITY}; empty for a local account
   * @param workstation as the client names itself; empty when it does not
   * @param level how it was proved; {@link NtlmLevel#ANONYMOUS} for nobody in particular
   * @param transcript the handshake decoded
   */
  record Admitted(
      String user, String domain, String workstation, NtlmLevel level, NtlmTranscript transcript)
      implements NtlmVerdict {
    /** {@code DOMAIN\\user}, or the user alone without a domain. */
    public String principal() {
      return domain.isEmpty() ? user : domain + "\\" + user;
    }
  }

  /**
   * The client is not let in. On the wire every refusal has to look the same.
   *
   * @param reason a stable word for it, in lower case with hyphens: {@code wrong-password}
   * @param explanation for the journal: what was wrong and what would have been right, without any
   *     secret
   * @param transcript the handshake decoded as far as it can be
   */
  record Refused(String reason, String explanation, NtlmTranscript transcript)
      implements NtlmVerdict {}
}
