package dev.gatehouse.client;

import static com.hierynomus.ntlm.messages.NtlmNegotiateFlag.NTLMSSP_NEGOTIATE_128;
import static com.hierynomus.ntlm.messages.NtlmNegotiateFlag.NTLMSSP_NEGOTIATE_56;
import static com.hierynomus.ntlm.messages.NtlmNegotiateFlag.NTLMSSP_NEGOTIATE_ALWAYS_SIGN;
import static com.hierynomus.ntlm.messages.NtlmNegotiateFlag.NTLMSSP_NEGOTIATE_EXTENDED_SESSIONSECURITY;
import static com.hierynomus.ntlm.messages.NtlmNegotiateFlag.NTLMSSP_NEGOTIATE_NTLM;
import static com.hierynomus.ntlm.messages.NtlmNegotiateFlag.NTLMSSP_NEGOTIATE_TARGET_INFO;
import static com.hierynomus.ntlm.messages.NtlmNegotiateFlag.NTLMSSP_NEGOTIATE_UNICODE;
import static com.hierynomus.ntlm.messages.NtlmNegotiateFlag.NTLMSSP_REQUEST_TARGET;

import com.hierynomus.msdtyp.FileTime;
import com.hierynomus.ntlm.av.AvId;
import com.hierynomus.ntlm.av.AvPairChannelBindings;
import com.hierynomus.ntlm.av.AvPairFlags;
import com.hierynomus.ntlm.av.AvPairTimestamp;
import com.hierynomus.ntlm.functions.ComputedNtlmV2Response;
import com.hierynomus.ntlm.functions.NtlmFunctions;
import com.hierynomus.ntlm.functions.NtlmV2Functions;
import com.hierynomus.ntlm.messages.NtlmAuthenticate;
import com.hierynomus.ntlm.messages.NtlmChallenge;
import com.hierynomus.ntlm.messages.NtlmNegotiate;
import com.hierynomus.ntlm.messages.NtlmNegotiateFlag;
import com.hierynomus.ntlm.messages.TargetInfo;
import com.hierynomus.protocol.commons.buffer.Buffer.PlainBuffer;
import com.hierynomus.protocol.commons.buffer.Endian;
import com.hierynomus.security.SecurityProvider;
import com.hierynomus.security.bc.BCSecurityProvider;
import dev.gatehouse.connection.NtlmAuth;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * Who logs in by NTLM, and the two messages that say so. The messages and computations are those of
 * smbj, a library for SMB; what is said in them is decided here: NTLMv2 always, whatever the server
 * offers, with everything as it was configured. HttpClient's own NTLM upper-cases the domain,
 * ignores the workstation and knows no message integrity code.
 */
record NtlmIdentity(NtlmAuth auth) {
  /** No signing or sealing: over HTTP, nothing after the login is protected by it. */
  private static final Set<NtlmNegotiateFlag> OFFERED =
      Set.of(
          NTLMSSP_NEGOTIATE_UNICODE,
          NTLMSSP_REQUEST_TARGET,
          NTLMSSP_NEGOTIATE_NTLM,
          NTLMSSP_NEGOTIATE_ALWAYS_SIGN,
          NTLMSSP_NEGOTIATE_EXTENDED_SESSIONSECURITY,
          NTLMSSP_NEGOTIATE_TARGET_INFO,
          NTLMSSP_NEGOTIATE_128,
          NTLMSSP_NEGOTIATE_56);

  private static final long MIC_PRESENT = 0x2;
  private static final byte[] NO_LM_RESPONSE = new byte[24];
  private static final int MIC_LENGTH = 16;
  private static final SecurityProvider PRIMITIVES = new BCSecurityProvider();
  private static final SecureRandom RANDOM = new SecureRandom();

  /** The first message, which names nobody yet (MS-NLMP 2.2.1.1). */
  byte[] negotiate() {
    PlainBuffer out = new PlainBuffer(Endian.LE);
    new NtlmNegotiate(OFFERED, null, null, null, true).write(out);
    return out.getCompactData();
  }

  /**
   * The third message (MS-NLMP 2.2.1.3 and 3.1.5.1.2).
   *
   * @param negotiate the first message as it was sent
   * @param challenge the second message as it came
   * @param bindings the hash of the TLS channel, zero outside of TLS
   * @throws InvalidChallengeException if the second message is malformed
   */
  byte[] authenticate(byte[] negotiate, byte[] challenge, byte[] bindings, Instant now)
      throws InvalidChallengeException {
    NtlmChallenge read = NtlmChallengeReader.read(challenge);
    TargetInfo answered = new TargetInfo();
    boolean timed = false;
    long time = filetime(now);
    if (read.getTargetInfo() != null) {
      answered = read.getTargetInfo().copy();
      AvPairTimestamp stamp = answered.getAvPair(AvId.MsvAvTimestamp);
      timed = stamp != null;
      time = timed ? stamp.getValue().getWindowsTimeStamp() : time;
      answered.putAvPair(new AvPairChannelBindings(bindings));
    }
    if (timed) {
      AvPairFlags flags = answered.getAvPair(AvId.MsvAvFlags);
      answered.putAvPair(new AvPairFlags((flags == null ? 0 : flags.getValue()) | MIC_PRESENT));
    }
    ComputedNtlmV2Response response = respond(read, time, answered);
    NtlmAuthenticate message =
        new NtlmAuthenticate(
            timed ? NO_LM_RESPONSE : response.getLmResponse(),
            response.getNtResponse(),
            auth.username(),
            domain(),
            auth.workstation(),
            null,
            flags(read),
            null);
    if (timed) {
      message.setMic(new byte[MIC_LENGTH]);
      message.setMic(
          NtlmFunctions.hmac_md5(
              PRIMITIVES, response.getSessionBaseKey(), negotiate, challenge, bytes(message)));
    }
    return bytes(message);
  }

  private ComputedNtlmV2Response respond(NtlmChallenge challenge, long time, TargetInfo answered) {
    // Upper-cased here: the library would do it by the rules of the machine's language.
    return new NtlmV2Functions(RANDOM, PRIMITIVES)
        .computeResponse(
            auth.username().toUpperCase(Locale.ROOT),
            domain(),
            auth.password().reveal().toCharArray(),
            challenge,
            time,
            answered);
  }

  private String domain() {
    return auth.domain() == null ? "" : auth.domain();
  }

  /** What both sides can; text is Unicode even where the server would take another. */
  private static Set<NtlmNegotiateFlag> flags(NtlmChallenge challenge) {
    EnumSet<NtlmNegotiateFlag> flags = EnumSet.copyOf(OFFERED);
    flags.retainAll(challenge.getNegotiateFlags());
    flags.add(NTLMSSP_NEGOTIATE_UNICODE);
    flags.add(NTLMSSP_NEGOTIATE_NTLM);
    return flags;
  }

  private static long filetime(Instant now) {
    return FileTime.fromInstant(now).getWindowsTimeStamp();
  }

  private static byte[] bytes(NtlmAuthenticate message) {
    PlainBuffer out = new PlainBuffer(Endian.LE);
    message.write(out);
    return out.getCompactData();
  }
}
