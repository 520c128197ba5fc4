package dev.gatehouse.mock.ntlm.internal.message;

import dev.gatehouse.mock.ntlm.MalformedNtlmException;
import dev.gatehouse.mock.ntlm.NtlmFlag;
import dev.gatehouse.mock.ntlm.NtlmMessageType;

/**
 * A Type 1 (MS-NLMP 2.2.1.1).
 *
 * @param flags what the client would like
 * @param domain of the client's machine; empty when it is not supplied
 * @param workstation the client's machine; empty when it is not supplied
 */
public record Negotiate(int flags, String domain, String workstation) {
  private static final int FLAGS = 12;
  private static final int DOMAIN = 16;
  private static final int WORKSTATION = 24;

  /**
   * Reads one. The shortest ends with the flags: what a client does not supply need not be there.
   *
   * @throws MalformedNtlmException if it is none: {@code malformed-negotiate}
   */
  public static Negotiate read(byte[] bytes) throws MalformedNtlmException {
    MessageBytes message = of(bytes, FLAGS + 4);
    int flags = message.int32(FLAGS);
    boolean domain = NtlmFlag.NEGOTIATE_OEM_DOMAIN_SUPPLIED.in(flags);
    boolean workstation = NtlmFlag.NEGOTIATE_OEM_WORKSTATION_SUPPLIED.in(flags);
    return new Negotiate(
        flags,
        domain ? of(bytes, DOMAIN + 8).text(DOMAIN, "domain", false) : "",
        workstation ? of(bytes, WORKSTATION + 8).text(WORKSTATION, "workstation", false) : "");
  }

  private static MessageBytes of(byte[] bytes, int header) throws MalformedNtlmException {
    return MessageBytes.of(bytes, NtlmMessageType.NEGOTIATE, header, "malformed-negotiate");
  }
}
