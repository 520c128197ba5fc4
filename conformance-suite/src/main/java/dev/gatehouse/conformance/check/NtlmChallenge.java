package dev.gatehouse.conformance.check;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;

/**
 * What a scripted server challenges by (MS-NLMP, section 2.2.1.2).
 *
 * @param targetInfo whether it says anything of the server
 * @param time the server's time in that, as Windows counts it; 0 for none
 * @param extendedSessionSecurity whether it is agreed to
 */
record NtlmChallenge(boolean targetInfo, long time, boolean extendedSessionSecurity) {
  /** Where the length of the target info stands. */
  static final int TARGET_INFO_AT = 40;

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Instant WINDOWS_EPOCH = Instant.parse("1601-01-01T00:00:00Z");
  private static final int HEADER = 56;

  /** Unicode, a target name of a domain, NTLM, always sign, a version. */
  private static final int ALWAYS = 0x1 | 0x4 | 0x1_0000 | 0x200 | 0x8000 | 0x0200_0000;

  private static final int TARGET_INFO = 0x0080_0000;
  private static final int EXTENDED_SESSION_SECURITY = 0x8_0000;

  /** Signing, 128 bits, a key exchange and 56 bits, for a client that asked for them. */
  private static final int WHEN_ASKED = 0x10 | 0x2000_0000 | 0x4000_0000 | 0x8000_0000;

  /** As a server of today does, at a time that no client's clock shows. */
  static NtlmChallenge ofToday() {
    return new NtlmChallenge(true, ticks(Instant.parse("2001-02-03T04:05:06Z")), true);
  }

  private static long ticks(Instant time) {
    return Duration.between(WINDOWS_EPOCH, time).toSeconds() * 10_000_000;
  }

  /** A message with a challenge of its own. */
  byte[] answer(byte[] type1) {
    byte[] nonce = new byte[8];
    RANDOM.nextBytes(nonce);
    byte[] name = unicode(NtlmScript.DOMAIN);
    byte[] info = targetInfo ? info() : new byte[0];
    int asked =
        type1.length < 16 ? 0 : ByteBuffer.wrap(type1).order(ByteOrder.LITTLE_ENDIAN).getInt(12);
    int flags =
        ALWAYS
            | (asked & WHEN_ASKED)
            | (targetInfo ? TARGET_INFO : 0)
            | (extendedSessionSecurity ? EXTENDED_SESSION_SECURITY : 0);
    return ByteBuffer.allocate(HEADER + name.length + info.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put("NTLMSSP\0".getBytes(StandardCharsets.US_ASCII))
        .putInt(2)
        .put(field(name.length, HEADER))
        .putInt(flags)
        .put(nonce)
        .putLong(0)
        .put(field(info.length, HEADER + name.length))
        .put(new byte[] {10, 0, 0x63, 0x45, 0, 0, 0, 15})
        .put(name)
        .put(info)
        .array();
  }

  private static byte[] field(int length, int offset) {
    return ByteBuffer.allocate(8)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putShort((short) length)
        .putShort((short) length)
        .putInt(offset)
        .array();
  }

  private byte[] info() {
    ByteArrayOutputStream info = new ByteArrayOutputStream();
    info.writeBytes(pair(2, unicode(NtlmScript.DOMAIN)));
    info.writeBytes(pair(1, unicode("SUITE")));
    info.writeBytes(pair(4, unicode("conformance.test")));
    info.writeBytes(pair(3, unicode("suite.conformance.test")));
    if (time != 0) {
      info.writeBytes(
          pair(7, ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(time).array()));
    }
    info.writeBytes(pair(0, new byte[0]));
    return info.toByteArray();
  }

  private static byte[] pair(int id, byte[] value) {
    return ByteBuffer.allocate(4 + value.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putShort((short) id)
        .putShort((short) value.length)
        .put(value)
        .array();
  }

  private static byte[] unicode(String text) {
    return text.getBytes(StandardCharsets.UTF_16LE);
  }
}
