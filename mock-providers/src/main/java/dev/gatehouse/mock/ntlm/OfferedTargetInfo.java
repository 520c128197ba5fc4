package dev.gatehouse.mock.ntlm;

/**
 * What a challenge says of its server, which decides what clients answer: NTLMv2 needs target info,
 * and a time stamp in it makes clients send a MIC (MS-NLMP 3.1.5.1.2).
 *
 * @since 0.1
 */
public enum OfferedTargetInfo {
  /** None: clients fall back to NTLM2 session or NTLMv1. */
  NONE,

  /** Names alone, as servers before Windows Vista. */
  NAMES,

  /** Names and the server's time. */
  NAMES_AND_TIME
}
