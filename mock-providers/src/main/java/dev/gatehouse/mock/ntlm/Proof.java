package dev.gatehouse.mock.ntlm;

import dev.gatehouse.mock.ntlm.internal.crypto.PasswordKeys;
import dev.gatehouse.mock.ntlm.internal.crypto.Responses;
import dev.gatehouse.mock.ntlm.internal.message.Authenticate;
import dev.gatehouse.mock.ntlm.internal.message.V2Response;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The response in a Type 3, and what it proves (MS-NLMP 3.3). Where there is an NT response it
 * decides, as Windows has it: an LM response beside it is neither needed nor enough.
 */
record Proof(byte[] challenge, Authenticate message, boolean extended, @Nullable V2Response v2) {
  private static final byte[] NO_CHALLENGE_BEHIND_IT = new byte[16];

  /** What it is as far as its form tells; LM stands for LMv2 too, which looks the same. */
  NtlmLevel level() {
    if (v2 != null) {
      return NtlmLevel.NTLM_V2;
    }
    if (message.nt().length == 0) {
      return message.anonymous() ? NtlmLevel.ANONYMOUS : NtlmLevel.LM;
    }
    return extended && Arrays.equals(lm(8, 24), NO_CHALLENGE_BEHIND_IT)
        ? NtlmLevel.NTLM2_SESSION
        : NtlmLevel.NTLM;
  }

  /** Whether there is anything that could prove a password: zeros are what clients leave out. */
  boolean empty() {
    return message.nt().length == 0 && Arrays.equals(lm(0, 24), new byte[24]);
  }

  /** Which level the password is proved at, with names as they were sent; empty for not at all. */
  Optional<NtlmLevel> provedBy(String password, String user, String domain) {
    return provedBy(
        PasswordKeys.ntV1(password),
        PasswordKeys.lmV1(password),
        PasswordKeys.upperCase(user) + domain);
  }

  /** The same from the keys of a password, and the names put together for NTLMv2. */
  Optional<NtlmLevel> provedBy(byte[] nt, byte[] lm, String names) {
    return switch (level()) {
      case ANONYMOUS -> Optional.empty();
      case NTLM_V2 -> when(NtlmLevel.NTLM_V2, provesV2(PasswordKeys.v2(nt, names)));
      case NTLM2_SESSION ->
          when(
              NtlmLevel.NTLM2_SESSION,
              same(message.nt(), Responses.ntlm2Session(nt, challenge, lm(0, 8))));
      case NTLM -> when(NtlmLevel.NTLM, same(message.nt(), Responses.v1(nt, challenge)));
      case LM, LM_V2 ->
          when(NtlmLevel.LM_V2, provesLmV2(PasswordKeys.v2(nt, names)))
              .or(
                  () ->
                      when(
                          NtlmLevel.LM,
                          lm.length != 0 && same(message.lm(), Responses.v1(lm, challenge))));
    };
  }

  /** Whether an NTLMv2 response is computed with this key. */
  boolean provesV2(byte[] key) {
    return v2 != null && same(v2.proof(), Responses.ntProof(key, challenge, v2.temp()));
  }

  /** Whether it would be one if this stood behind it. */
  boolean provesV2(byte[] key, byte[] temp) {
    return v2 != null && same(v2.proof(), Responses.ntProof(key, challenge, temp));
  }

  /** Whether the LM response is an LMv2 computed with this key. */
  boolean provesLmV2(byte[] key) {
    return same(message.lm(), Responses.lmV2(key, challenge, lm(16, 24)));
  }

  /** Whether there is an LM response that says something, zeros being what clients leave out. */
  boolean hasLm() {
    return message.lm().length == 24 && !Arrays.equals(message.lm(), new byte[24]);
  }

  byte[] lm(int from, int to) {
    return Arrays.copyOfRange(message.lm(), Math.min(from, message.lm().length), to);
  }

  static boolean same(byte[] came, byte[] right) {
    return MessageDigest.isEqual(came, right);
  }

  private static Optional<NtlmLevel> when(NtlmLevel level, boolean proved) {
    return proved ? Optional.of(level) : Optional.empty();
  }
}
