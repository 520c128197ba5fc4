package dev.gatehouse.mock.ntlm;

/**
 * How a client proves its password, the weakest first (MS-NLMP 3.3).
 *
 * @since 0.1
 */
public enum NtlmLevel {
  /** No response at all: nobody in particular. No setting makes it a minimum. */
  ANONYMOUS("anonymous"),

  /** DES with the LAN Manager hash, of 14 upper-case characters (MS-NLMP 3.3.1). */
  LM("LM"),

  /** DES with the NT hash, of the server's challenge alone (MS-NLMP 3.3.1). */
  NTLM("NTLMv1"),

  /** NTLMv1 over both sides' challenges: with extended session security (MS-NLMP 3.3.1). */
  NTLM2_SESSION("NTLM2 session"),

  /** The LM form of NTLMv2 without the NT one: it covers no time and no target (MS-NLMP 3.3.2). */
  LM_V2("LMv2"),

  /** HMAC-MD5 over challenge, time and target info (MS-NLMP 3.3.2). */
  NTLM_V2("NTLMv2");

  private final String title;

  NtlmLevel(String title) {
    this.title = title;
  }

  /** What people call it: {@code NTLMv2}. */
  public String title() {
    return title;
  }

  /** Whether it is at least as strong. */
  public boolean reaches(NtlmLevel minimum) {
    return compareTo(minimum) >= 0;
  }
}
