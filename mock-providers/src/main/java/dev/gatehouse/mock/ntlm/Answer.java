package dev.gatehouse.mock.ntlm;

import dev.gatehouse.mock.ntlm.internal.message.Authenticate;
import dev.gatehouse.mock.ntlm.internal.message.AvId;
import dev.gatehouse.mock.ntlm.internal.message.AvPairs;
import dev.gatehouse.mock.ntlm.internal.message.V2Response;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A Type 3 as the answer to a challenge: read, and not believed yet. */
record Answer(Challenge challenge, Authenticate message, Proof proof, NtlmTranscript transcript) {
  private static final int HAS_MIC = 0x2;

  static Answer read(Challenge challenge, byte[] type3) throws MalformedNtlmException {
    Authenticate message = Authenticate.read(type3);
    V2Response v2 = V2Response.is(message.nt()) ? V2Response.read(message.nt()) : null;
    int both = message.flags() & challenge.flags();
    Proof proof =
        new Proof(
            challenge.nonce(), message, NtlmFlag.NEGOTIATE_EXTENDED_SESSIONSECURITY.in(both), v2);
    AvPairs pairs = v2 == null ? AvPairs.none() : v2.pairs();
    NtlmTranscript begun = challenge.transcript();
    NtlmTranscript transcript =
        new NtlmTranscript(
            begun.asked(),
            begun.offered(),
            NtlmFlag.names(message.flags()),
            v2 == null ? begun.targetInfo() : pairs.readable(),
            message.user(),
            message.domain(),
            message.workstation(),
            proof.level(),
            hasMic(pairs),
            bindings(pairs).isPresent(),
            List.of());
    return new Answer(challenge, message, proof, transcript);
  }

  /** Flags both sides have: what one of them made up alone is not agreed on. */
  boolean agreed(NtlmFlag flag) {
    return flag.in(message.flags() & challenge.flags());
  }

  /** The AV pairs that came back; none but in NTLMv2. */
  AvPairs pairs() {
    V2Response v2 = proof.v2();
    return v2 == null ? AvPairs.none() : v2.pairs();
  }

  /** Whether a MIC counts: the proof is over the flag that says so (MS-NLMP 3.2.5.1.2). */
  boolean hasMic() {
    return hasMic(pairs());
  }

  /** The channel bindings that came; all zeros say that there are none (MS-NLMP 2.2.2.1). */
  Optional<byte[]> bindings() {
    return bindings(pairs());
  }

  private static boolean hasMic(AvPairs pairs) {
    return (pairs.flags() & HAS_MIC) != 0;
  }

  private static Optional<byte[]> bindings(AvPairs pairs) {
    return pairs
        .value(AvId.CHANNEL_BINDINGS)
        .filter(hash -> !Arrays.equals(hash, new byte[hash.length]));
  }
}
