package dev.gatehouse.conformance.saboteur;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Target info (MS-NLMP, section 2.2.2.1).
 *
 * @param pairs in order, without the one that ends the list
 */
record AvPairs(Map<Integer, byte[]> pairs) {
  private static final int FLAGS = 6;
  private static final int TIMESTAMP = 7;
  private static final int MIC_PRESENT = 0x2;

  /**
   * @param bytes empty for no list at all
   * @param trusting whether to believe every length
   */
  static AvPairs read(byte[] bytes, boolean trusting) {
    Map<Integer, byte[]> pairs = new LinkedHashMap<>();
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.length > 0) {
      if (!trusting && in.remaining() < 4) {
        throw Type2.malformed("has target info without an end");
      }
      int id = in.getShort() & 0xffff;
      byte[] value = new byte[in.getShort() & 0xffff];
      if (id == 0) {
        break;
      }
      if (!trusting && in.remaining() < value.length) {
        throw Type2.malformed("has target info that is longer than itself");
      }
      in.get(value);
      pairs.put(id, value);
    }
    return new AvPairs(pairs);
  }

  boolean isEmpty() {
    return pairs.isEmpty();
  }

  /** The server's time; null when it does not tell. */
  byte @Nullable [] timestamp() {
    return pairs.get(TIMESTAMP);
  }

  /** The same, saying that the message has a MIC (MS-NLMP, section 3.1.5.1.2). */
  AvPairs announcingMic() {
    Map<Integer, byte[]> more = new LinkedHashMap<>(pairs);
    ByteBuffer flags = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
    byte[] given = more.getOrDefault(FLAGS, new byte[4]);
    flags.putInt(ByteBuffer.wrap(given).order(ByteOrder.LITTLE_ENDIAN).getInt() | MIC_PRESENT);
    more.put(FLAGS, flags.array());
    return new AvPairs(more);
  }

  /** With the pair that ends the list; nothing for an empty one. */
  byte[] bytes() {
    if (pairs.isEmpty()) {
      return new byte[0];
    }
    int length = 4 + pairs.values().stream().mapToInt(value -> 4 + value.length).sum();
    ByteBuffer out = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    pairs.forEach(
        (id, value) -> out.putShort(id.shortValue()).putShort((short) value.length).put(value));
    return out.array();
  }
}
