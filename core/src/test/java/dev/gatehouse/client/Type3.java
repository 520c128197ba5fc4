package dev.gatehouse.client;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/** A reader of AUTHENTICATE_MESSAGEs by their offsets alone (MS-NLMP 2.2.1.3), for tests. */
record Type3(byte[] bytes) {
  static Type3 of(String field) {
    byte[] bytes = Base64.getDecoder().decode(field.substring("NTLM ".length()));
    if (!new String(bytes, 0, 8, StandardCharsets.US_ASCII).equals("NTLMSSP\0") || bytes[8] != 3) {
      throw new AssertionError("no message of type 3");
    }
    return new Type3(bytes);
  }

  byte[] lm() {
    return field(12);
  }

  byte[] nt() {
    return field(20);
  }

  String domain() {
    return text(28);
  }

  String user() {
    return text(36);
  }

  String workstation() {
    return text(44);
  }

  byte[] sessionKey() {
    return field(52);
  }

  int flags() {
    return in().getInt(60);
  }

  /** What the payload leaves room for: behind 64 bytes and a version. */
  byte[] mic() {
    return Arrays.copyOfRange(bytes, 72, 88);
  }

  int payloadAt() {
    int first = bytes.length;
    for (int at = 12; at < 60; at += 8) {
      first = in().getShort(at) == 0 ? first : Math.min(first, in().getInt(at + 4));
    }
    return first;
  }

  byte[] withoutMic() {
    byte[] zeroed = bytes.clone();
    Arrays.fill(zeroed, 72, 88, (byte) 0);
    return zeroed;
  }

  long time() {
    return ByteBuffer.wrap(nt()).order(ByteOrder.LITTLE_ENDIAN).getLong(16 + 8);
  }

  /** The pairs of the NTLMv2 response, by their ids. */
  Map<Integer, byte[]> pairs() {
    ByteBuffer in = ByteBuffer.wrap(nt()).order(ByteOrder.LITTLE_ENDIAN).position(16 + 28);
    Map<Integer, byte[]> pairs = new TreeMap<>();
    for (int id = in.getShort(); id != 0; id = in.getShort()) {
      byte[] value = new byte[in.getShort()];
      in.get(value);
      if (pairs.put(id, value) != null) {
        throw new AssertionError("twice: " + id);
      }
    }
    return pairs;
  }

  private String text(int at) {
    return new String(field(at), StandardCharsets.UTF_16LE);
  }

  private byte[] field(int at) {
    int offset = in().getInt(at + 4);
    return Arrays.copyOfRange(bytes, offset, offset + in().getShort(at));
  }

  private ByteBuffer in() {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
