package dev.gatehouse.mock.ntlm;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One challenge and the one answer it takes (MS-NLMP 3.2.5.1). It belongs to one connection; on
 * another one, a Type 3 is an answer to nothing.
 *
 * @since 0.1
 */
public final class NtlmHandshake {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final NtlmSettings settings;
  private final InstantSource clock;
  private final byte[] type2;
  private final NtlmTranscript transcript;
  private final AtomicReference<@Nullable Challenge> challenge;

  private NtlmHandshake(NtlmSettings settings, InstantSource clock, Challenge challenge) {
    this.settings = settings;
    this.clock = clock;
    this.type2 = challenge.type2();
    this.transcript = challenge.transcript();
    this.challenge = new AtomicReference<>(challenge);
  }

  /**
   * Answers a Type 1 with a challenge of its own.
   *
   * @param type1 the client's bytes
   * @param clock the server's time, which goes into the challenge
   * @throws MalformedNtlmException if they are no Type 1, or one nothing can be agreed with: {@code
   *     malformed-ntlm}, {@code unexpected-message}, {@code malformed-negotiate}, {@code
   *     flags-mismatch}
   */
  public static NtlmHandshake begin(byte[] type1, NtlmSettings settings, InstantSource clock)
      throws MalformedNtlmException {
    return begin(type1, settings, clock, RANDOM);
  }

  static NtlmHandshake begin(
      byte[] type1, NtlmSettings settings, InstantSource clock, SecureRandom random)
      throws MalformedNtlmException {
    return new NtlmHandshake(
        settings, clock, Challenge.to(type1, settings, clock.instant(), random));
  }

  /** The challenge, a Type 2. */
  public byte[] type2() {
    return type2.clone();
  }

  /** What is known before the Type 3 has come. */
  public NtlmTranscript transcript() {
    return transcript;
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
    Challenge once = challenge.getAndSet(null);
    if (once == null) {
      return new NtlmVerdict.Refused(
          "challenge-used",
          "this challenge has had its answer; a Type 1 brings a new one",
          transcript);
    }
    Answer answer;
    try {
      answer = Answer.read(once, type3.clone());
    } catch (MalformedNtlmException e) {
      return new NtlmVerdict.Refused(e.reason(), e.explanation(), transcript);
    }
    return new Judgement(settings, accounts, answer, bindings, clock.instant()).verdict();
  }
}
