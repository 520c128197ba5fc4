package dev.gatehouse.conformance.saboteur;

import dev.gatehouse.conformance.client.CallResult.Kind;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * CHALLENGE_MESSAGE (MS-NLMP, section 2.2.1.2), with every length and offset checked.
 *
 * @param whole as it came
 * @param targetInfo empty when there is none
 */
record Type2(byte[] whole, int flags, byte[] challenge, AvPairs targetInfo) {
  private static final int SHORTEST = 32;
  private static final int WITH_TARGET_INFO = 48;
  private static final byte[] START = new byte[12];

  static {
    Type1.begin(START, 2);
  }

  /**
   * @throws Failure if it is none
   */
  static Type2 read(byte[] whole, @Nullable Flaw flaw) {
    boolean trusting = flaw == Flaw.NTLM_MALFORMED_TYPE2;
    if (!trusting && (whole.length < SHORTEST || !Arrays.equals(whole, 0, 12, START, 0, 12))) {
      throw malformed("does not begin as one");
    }
    ByteBuffer in = ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN);
    int flags = in.getInt(20);
    field(whole, in, 12, trusting);
    byte[] targetInfo =
        (flags & Type1.TARGET_INFO) == 0 ? new byte[0] : field(whole, in, 40, trusting);
    return new Type2(
        whole, flags, Arrays.copyOfRange(whole, 24, 32), AvPairs.read(targetInfo, trusting));
  }

  /** The payload that the length and offset at this place name. */
  private static byte[] field(byte[] whole, ByteBuffer in, int at, boolean trusting) {
    if (!trusting && whole.length < at + 8) {
      throw malformed("ends within its fields");
    }
    int length = in.getShort(at) & 0xffff;
    int offset = in.getInt(at + 4);
    if (length == 0) {
      return new byte[0];
    }
    int first = at == 40 ? WITH_TARGET_INFO : SHORTEST;
    if (!trusting && (offset < first || offset > whole.length - length)) {
      throw malformed("points out of itself");
    }
    byte[] field = new byte[length];
    System.arraycopy(whole, offset, field, 0, length);
    return field;
  }

  static Failure malformed(String how) {
    return new Failure(Kind.AUTHENTICATION, "the server's NTLM challenge " + how);
  }
}
