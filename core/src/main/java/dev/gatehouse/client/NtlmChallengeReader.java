package dev.gatehouse.client;

import com.hierynomus.ntlm.messages.NtlmChallenge;
import com.hierynomus.protocol.commons.buffer.Buffer;
import com.hierynomus.protocol.commons.buffer.Endian;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads a CHALLENGE_MESSAGE (MS-NLMP 2.2.1.2). The library reads the fields, and believes them;
 * signature, type and bounds are checked here before.
 */
final class NtlmChallengeReader {
  private static final byte[] SIGNATURE = "NTLMSSP\0".getBytes(StandardCharsets.US_ASCII);
  private static final int TYPE_AT = 8;
  private static final int TARGET_NAME_AT = 12;
  private static final int FLAGS_AT = 20;
  private static final int SHORTEST = 32;
  private static final int TARGET_INFO_AT = 40;
  private static final int TARGET_INFO_END = 48;

  /** With a version, which the library expects and old servers leave out. */
  private static final int WHOLE_HEADER = 56;

  private static final int TARGET_INFO_FLAG = 0x00800000;

  private NtlmChallengeReader() {}

  static NtlmChallenge read(byte[] message) throws InvalidChallengeException {
    if (message.length < SHORTEST) {
      throw new InvalidChallengeException("it ends after " + message.length + " bytes");
    }
    if (!Arrays.equals(message, 0, SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length)) {
      throw new InvalidChallengeException("it does not begin with NTLMSSP");
    }
    ByteBuffer in = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
    int type = in.getInt(TYPE_AT);
    if (type != 2) {
      throw new InvalidChallengeException("it is a message of type " + type + ", not 2");
    }
    checkBounds("target name", in, TARGET_NAME_AT);
    if ((in.getInt(FLAGS_AT) & TARGET_INFO_FLAG) != 0) {
      if (message.length < TARGET_INFO_END) {
        throw new InvalidChallengeException("it promises target information and has none");
      }
      checkBounds("target information", in, TARGET_INFO_AT);
      checkEnd(in);
    }
    try {
      NtlmChallenge challenge = new NtlmChallenge();
      byte[] padded = Arrays.copyOf(message, Math.max(message.length, WHOLE_HEADER));
      challenge.read(new Buffer.PlainBuffer(padded, Endian.LE));
      return challenge;
    } catch (Buffer.BufferException | RuntimeException e) {
      // Not chained: it says where in the library, not what in the message.
      throw new InvalidChallengeException("its target name or target information is malformed");
    }
  }

  private static void checkBounds(String field, ByteBuffer in, int at)
      throws InvalidChallengeException {
    int length = Short.toUnsignedInt(in.getShort(at));
    long offset = Integer.toUnsignedLong(in.getInt(at + 4));
    if (length > 0 && offset + length > in.capacity()) {
      throw new InvalidChallengeException(
          "its %s is said to be at %d to %d of %d bytes"
              .formatted(field, offset, offset + length, in.capacity()));
    }
  }

  /** The list of pairs ends by a pair that says so (MS-NLMP 2.2.2.1). */
  private static void checkEnd(ByteBuffer in) throws InvalidChallengeException {
    int at = in.getInt(TARGET_INFO_AT + 4);
    int end = at + Short.toUnsignedInt(in.getShort(TARGET_INFO_AT));
    if (at == end) {
      return;
    }
    while (at + 4 <= end) {
      int id = Short.toUnsignedInt(in.getShort(at));
      if (id == 0) {
        return;
      }
      at += 4 + Short.toUnsignedInt(in.getShort(at + 2));
    }
    throw new InvalidChallengeException("its target information has no end");
  }
}
