package dev.gatehouse.client;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** CHALLENGE_MESSAGEs, byte by byte (MS-NLMP 2.2.1.2), for tests. */
final class Type2 {
  static final byte[] CHALLENGE = {1, 2, 3, 4, 5, 6, 7, 8};
  static final long TIME = 0x01DC_0000_1234_5678L;

  /** UNICODE, REQUEST_TARGET, NTLM, ALWAYS_SIGN, EXTENDED_SESSIONSECURITY, 128, 56. */
  static final int FLAGS = 0xA0088205;

  static final int TARGET_INFO = 0x00800000;

  private Type2() {}

  /** With target information that holds a time stamp. */
  static byte[] timed() {
    return of(FLAGS | TARGET_INFO, info(pair(7, time())));
  }

  static byte[] untimed() {
    return of(FLAGS | TARGET_INFO, info());
  }

  /** As servers of long ago: 48 bytes of head, no target information, no version. */
  static byte[] bare(int flags) {
    return of(flags, new byte[0]);
  }

  static byte[] of(int flags, byte[] info) {
    byte[] name = "DOMAIN".getBytes(StandardCharsets.UTF_16LE);
    return ByteBuffer.allocate(48 + name.length + info.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put("NTLMSSP\0".getBytes(StandardCharsets.US_ASCII))
        .putInt(2)
        .putShort((short) name.length)
        .putShort((short) name.length)
        .putInt(48)
        .putInt(flags)
        .put(CHALLENGE)
        .putLong(0)
        .putShort((short) info.length)
        .putShort((short) info.length)
        .putInt(48 + name.length)
        .put(name)
        .put(info)
        .array();
  }

  /** Names of domain and computer, these pairs, and the end. */
  static byte[] info(byte[]... pairs) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(pair(2, "DOMAIN".getBytes(StandardCharsets.UTF_16LE)));
    out.writeBytes(pair(1, "SERVER".getBytes(StandardCharsets.UTF_16LE)));
    for (byte[] pair : pairs) {
      out.writeBytes(pair);
    }
    out.writeBytes(pair(0, new byte[0]));
    return out.toByteArray();
  }

  static byte[] pair(int id, byte[] value) {
    return ByteBuffer.allocate(4 + value.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putShort((short) id)
        .putShort((short) value.length)
        .put(value)
        .array();
  }

  static byte[] time() {
    return ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(TIME).array();
  }

  static String field(byte[] message) {
    return "WWW-Authenticate: NTLM " + Base64.getEncoder().encodeToString(message);
  }
}
