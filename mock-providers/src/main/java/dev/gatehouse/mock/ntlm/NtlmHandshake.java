package dev.gatehouse.mock.ntlm;

import java.security.SecureRandom;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * One challenge and the one answer it takes (MS-NLMP 3.2.5.1). It belongs to one connection; on
 * another one, a Type 3 is an answer to nothing.
 *
 * @since 0.1
 */
public final class NtlmHandshake {
  private NtlmHandshake() {}

  /**
   * Answers a Type 1 with a challenge of its own.
   *
   * @param type1 the client's bytes
   * @param clock the server's time, which goes into the challenge
   * @throws MalformedNtlmException if they are no Type 1, or one nothing can be agreed with
   */
  public static NtlmHandshake begin(byte[] type1, NtlmSettings settings, InstantSource clock)
      throws MalformedNtlmException {
    return begin(type1, settings, clock, new SecureRandom());
  }

  static NtlmHandshake begin(
      byte[] type1, NtlmSettings settings, InstantSource clock, SecureRandom random)
      throws MalformedNtlmException {
    if (type1.length < 16) {
      throw new MalformedNtlmException("malformed-negotiate", "it is too short");
    }
    return new NtlmHandshake();
  }

  /** The challenge, a Type 2. */
  public byte[] type2() {
    return new byte[0];
  }

  /** What is known before the Type 3 has come. */
  public NtlmTranscript transcript() {
    return new NtlmTranscript(
        java.util.List.of(),
        java.util.List.of(),
        java.util.List.of(),
        java.util.Map.of(),
        "",
        "",
        "",
        null,
        false,
        false);
  }

  /**
   * Judges the answer. The first one uses the challenge up, whatever comes of it: every other is
   * refused as {@code challenge-used}.
   *
   * @param type3 the client's bytes, of any kind
   * @param accounts who may log in; wrong passwords are counted there
   * @param bindings of the TLS connection; null without TLS
   */
  public NtlmVerdict finish(
      byte[] type3, NtlmAccounts accounts, @Nullable ChannelBindings bindings) {
    return new NtlmVerdict.Refused("unknown-user", "there is nobody yet", transcript());
  }
}
