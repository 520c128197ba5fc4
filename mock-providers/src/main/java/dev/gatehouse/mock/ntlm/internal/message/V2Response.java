package dev.gatehouse.mock.ntlm.internal.message;

import dev.gatehouse.mock.ntlm.MalformedNtlmException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.Arrays;

/** An NTLMv2 response: proof and client challenge (MS-NLMP 2.2.2.8 and 2.2.2.7). */
public final class V2Response {
  private static final int PROOF = 16;
  private static final int TIME = 8;
  private static final int PAIRS = 28;

  private final byte[] proof;
  private final byte[] temp;
  private final AvPairs pairs;

  private V2Response(byte[] proof, byte[] temp, AvPairs pairs) {
    this.proof = proof;
    this.temp = temp;
    this.pairs = pairs;
  }

  /** Whether an NT response is one by its length: the older ones have 24 bytes. */
  public static boolean is(byte[] nt) {
    return nt.length > 24;
  }

  /**
   * Reads one.
   *
   * @throws MalformedNtlmException if it is none: {@code malformed-response}, or {@code
   *     malformed-target-info}
   */
  public static V2Response read(byte[] nt) throws MalformedNtlmException {
    if (nt.length < PROOF + PAIRS + 4) {
      throw malformed(
          "is " + nt.length + " bytes; proof, client challenge and an empty target info are 48");
    }
    if (nt[PROOF] != 1 || nt[PROOF + 1] != 1) {
      throw malformed(
          "has the versions " + nt[PROOF] + " and " + nt[PROOF + 1] + "; 1 and 1 are right");
    }
    byte[] temp = Arrays.copyOfRange(nt, PROOF, nt.length);
    return new V2Response(Arrays.copyOf(nt, PROOF), temp, AvPairs.read(temp, PAIRS));
  }

  private static MalformedNtlmException malformed(String what) {
    return new MalformedNtlmException("malformed-response", "the NTLMv2 response " + what);
  }

  /** {@code NTProofStr}. */
  public byte[] proof() {
    return proof;
  }

  /** Everything behind the proof, which the proof is over. */
  public byte[] temp() {
    return temp;
  }

  /** What the same client would have sent behind the proof over another target info. */
  public byte[] tempWith(byte[] targetInfo) {
    byte[] other = Arrays.copyOf(temp, PAIRS + targetInfo.length + 4);
    System.arraycopy(targetInfo, 0, other, PAIRS, targetInfo.length);
    Arrays.fill(other, PAIRS + targetInfo.length, other.length, (byte) 0);
    return other;
  }

  /** The client's time. */
  public Instant time() {
    return FileTime.instant(ByteBuffer.wrap(temp).order(ByteOrder.LITTLE_ENDIAN).getLong(TIME));
  }

  /** The target info as it came back. */
  public AvPairs pairs() {
    return pairs;
  }
}
