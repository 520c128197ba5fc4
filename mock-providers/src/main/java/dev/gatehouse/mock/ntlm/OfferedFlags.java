package dev.gatehouse.mock.ntlm;

import static dev.gatehouse.mock.ntlm.NtlmFlag.NEGOTIATE_EXTENDED_SESSIONSECURITY;
import static dev.gatehouse.mock.ntlm.NtlmFlag.NEGOTIATE_LM_KEY;
import static dev.gatehouse.mock.ntlm.NtlmFlag.NEGOTIATE_NTLM;
import static dev.gatehouse.mock.ntlm.NtlmFlag.NEGOTIATE_OEM;
import static dev.gatehouse.mock.ntlm.NtlmFlag.NEGOTIATE_TARGET_INFO;
import static dev.gatehouse.mock.ntlm.NtlmFlag.NEGOTIATE_UNICODE;
import static dev.gatehouse.mock.ntlm.NtlmFlag.REQUEST_NON_NT_SESSION_KEY;
import static dev.gatehouse.mock.ntlm.NtlmFlag.REQUEST_TARGET;
import static dev.gatehouse.mock.ntlm.NtlmFlag.TARGET_TYPE_DOMAIN;
import static dev.gatehouse.mock.ntlm.NtlmFlag.TARGET_TYPE_SERVER;

/** The flags of a Type 2: what was asked for, as far as it can be had (MS-NLMP 3.2.5.1.1). */
final class OfferedFlags {
  /** Granted to whoever asks: some clients go no further without signing and key exchange. */
  private static final int GRANTED =
      NtlmFlag.of(
          NtlmFlag.NEGOTIATE_SIGN,
          NtlmFlag.NEGOTIATE_SEAL,
          NtlmFlag.NEGOTIATE_ALWAYS_SIGN,
          NtlmFlag.NEGOTIATE_IDENTIFY,
          NtlmFlag.NEGOTIATE_VERSION,
          NtlmFlag.NEGOTIATE_128,
          NtlmFlag.NEGOTIATE_KEY_EXCH,
          NtlmFlag.NEGOTIATE_56);

  /** Apache HttpClient asks for no target, and sends no NTLMv2 where it is told none. */
  private static final int ALWAYS = NtlmFlag.of(REQUEST_TARGET, NEGOTIATE_NTLM);

  private OfferedFlags() {}

  static int of(int asked, NtlmSettings settings) throws MalformedNtlmException {
    int flags = (asked & GRANTED) | ALWAYS | encoding(asked);
    NtlmTarget target = settings.target();
    boolean inDomain = !target.domain().equalsIgnoreCase(target.computer());
    flags |= inDomain ? TARGET_TYPE_DOMAIN.bit() : TARGET_TYPE_SERVER.bit();
    if (settings.targetInfo() != OfferedTargetInfo.NONE) {
      flags |= NEGOTIATE_TARGET_INFO.bit();
    }
    return NEGOTIATE_EXTENDED_SESSIONSECURITY.in(asked) && settings.extendedSessionSecurity()
        ? flags | NEGOTIATE_EXTENDED_SESSIONSECURITY.bit()
        : flags | (asked & NtlmFlag.of(NEGOTIATE_LM_KEY, REQUEST_NON_NT_SESSION_KEY));
  }

  /** Unicode wherever it can be had (MS-NLMP 2.2.2.5, flags A and B). */
  private static int encoding(int asked) throws MalformedNtlmException {
    if (NEGOTIATE_UNICODE.in(asked)) {
      return NEGOTIATE_UNICODE.bit();
    }
    if (NEGOTIATE_OEM.in(asked)) {
      return NEGOTIATE_OEM.bit();
    }
    throw new MalformedNtlmException(
        "flags-mismatch",
        "the Type 1 offers neither NTLMSSP_NEGOTIATE_UNICODE nor NTLMSSP_NEGOTIATE_OEM, so that"
            + " there is no way to write names");
  }
}
