package dev.gatehouse.conformance.saboteur;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** NEGOTIATE_MESSAGE (MS-NLMP, section 2.2.1.1), without domain and workstation. */
final class Type1 {
  static final int UNICODE = 0x1;
  static final int TARGET_INFO = 0x0080_0000;

  /**
   * What this client can do (MS-NLMP, section 2.2.2.5): Unicode, a target name, NTLM, extended
   * session security, 128 and 56 bits. No keys are exchanged, as HTTP is neither signed nor sealed.
   */
  static final int FLAGS = UNICODE | 0x4 | 0x200 | 0x8000 | 0x8_0000 | 0x2000_0000 | 0x8000_0000;

  private static final byte[] SIGNATURE = "NTLMSSP\0".getBytes(StandardCharsets.US_ASCII);

  private Type1() {}

  static byte[] bytes() {
    byte[] whole = new byte[32];
    begin(whole, 1).putInt(FLAGS);
    return whole;
  }

  /** Writes signature and type of a message, for the rest to be put after them. */
  static ByteBuffer begin(byte[] whole, int type) {
    return ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).put(SIGNATURE).putInt(type);
  }
}
