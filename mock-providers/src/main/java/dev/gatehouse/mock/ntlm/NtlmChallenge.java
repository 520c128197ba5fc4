package dev.gatehouse.mock.ntlm;

import dev.gatehouse.mock.ntlm.internal.message.Charsets;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Writes a Type 2 (MS-NLMP 2.2.1.2): for servers, and for peers scripted to send wrong ones, who
 * change the bytes afterwards.
 *
 * <p>The fields of the target name are at 12, the flags at 20, the challenge at 24, the fields of
 * the target info at 40, the version at 48, and the payload begins at 56: target name, target info.
 *
 * @since 0.1
 */
public final class NtlmChallenge {
  private static final int PAYLOAD = 56;
  private static final int MOST = 0xffff;

  /** Windows Server 2019, revision 15 of NTLMSSP (MS-NLMP 2.2.2.10). */
  private static final byte[] VERSION = HexFormat.of().parseHex("0a0063450000000f");

  private NtlmChallenge() {}

  /**
   * The bytes of one.
   *
   * @param flags as they are, whatever else is given; see {@link NtlmFlag}. Where they have a
   *     version there is one, else zeros
   * @param challenge eight bytes
   * @param targetName in UTF-16LE where the flags have Unicode, else in the OEM character set
   * @param targetInfo AV pairs as they are, or no bytes for none; see {@link NtlmTargetInfo}
   * @throws IllegalArgumentException if the challenge is not eight bytes, or a part is longer than
   *     a message can say
   */
  public static byte[] write(int flags, byte[] challenge, String targetName, byte[] targetInfo) {
    byte[] name = Charsets.encode(NtlmFlag.NEGOTIATE_UNICODE.in(flags), targetName);
    if (challenge.length != 8) {
      throw new IllegalArgumentException("challenge: 8 bytes are right, not " + challenge.length);
    }
    if (name.length > MOST || targetInfo.length > MOST) {
      throw new IllegalArgumentException(
          "target name or target info: longer than " + MOST + " bytes, which a field cannot say");
    }
    ByteBuffer message =
        ByteBuffer.allocate(PAYLOAD + name.length + targetInfo.length)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put("NTLMSSP\0".getBytes(StandardCharsets.US_ASCII))
            .putInt(NtlmMessageType.CHALLENGE.number());
    putField(message, name.length, PAYLOAD);
    message.putInt(flags).put(challenge).putLong(0);
    putField(message, targetInfo.length, PAYLOAD + name.length);
    message.put(NtlmFlag.NEGOTIATE_VERSION.in(flags) ? VERSION : new byte[VERSION.length]);
    return message.put(name).put(targetInfo).array();
  }

  private static void putField(ByteBuffer message, int length, int offset) {
    message.putShort((short) length).putShort((short) length).putInt(offset);
  }
}
