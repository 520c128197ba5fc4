package dev.gatehouse.mock.ntlm;

import dev.gatehouse.mock.ntlm.internal.message.AvPairs;
import dev.gatehouse.mock.ntlm.internal.message.Negotiate;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;

/** A Type 1 and the Type 2 that answers it, with what went into it. */
record Challenge(
    byte[] type1,
    byte[] type2,
    byte[] nonce,
    int flags,
    byte[] targetInfo,
    NtlmTranscript transcript) {

  static Challenge to(byte[] type1, NtlmSettings settings, Instant now, SecureRandom random)
      throws MalformedNtlmException {
    Negotiate asked = Negotiate.read(type1);
    int flags = OfferedFlags.of(asked.flags(), settings);
    byte[] nonce = new byte[8];
    random.nextBytes(nonce);
    byte[] targetInfo = targetInfo(settings, now);
    String name = settings.target().domain();
    NtlmTranscript transcript =
        new NtlmTranscript(
            NtlmFlag.names(asked.flags()),
            NtlmFlag.names(flags),
            List.of(),
            offered(targetInfo).readable(),
            "",
            asked.domain(),
            asked.workstation(),
            null,
            false,
            false,
            List.of());
    return new Challenge(
        type1.clone(),
        NtlmChallenge.write(flags, nonce, name, targetInfo),
        nonce,
        flags,
        targetInfo,
        transcript);
  }

  private static byte[] targetInfo(NtlmSettings settings, Instant now) {
    NtlmTargetInfo names = new NtlmTargetInfo().names(settings.target());
    return switch (settings.targetInfo()) {
      case NONE -> new byte[0];
      case NAMES -> names.bytes();
      case NAMES_AND_TIME -> names.time(now).bytes();
    };
  }

  /** The target info as a list. */
  AvPairs offered() throws MalformedNtlmException {
    return offered(targetInfo);
  }

  private static AvPairs offered(byte[] targetInfo) throws MalformedNtlmException {
    return targetInfo.length == 0 ? AvPairs.none() : AvPairs.read(targetInfo, 0);
  }
}
