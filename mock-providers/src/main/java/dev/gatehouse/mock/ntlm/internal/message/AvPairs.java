package dev.gatehouse.mock.ntlm.internal.message;

import dev.gatehouse.mock.ntlm.MalformedNtlmException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A list of AV pairs (MS-NLMP 2.2.2.1), checked as a whole. Those nobody knows are kept; they stay
 * where they are in the bytes, and nothing is made of them until it is asked for.
 */
public final class AvPairs {
  private static final int HEAD = 4;

  private final ByteBuffer bytes;
  private final int end;

  private AvPairs(ByteBuffer bytes, int end) {
    this.bytes = bytes;
    this.end = end;
  }

  /** A list without any. */
  public static AvPairs none() {
    return new AvPairs(ByteBuffer.allocate(0), 0);
  }

  /**
   * Reads a list up to its end mark; what follows is padding, as an NTLMv2 response has it.
   *
   * @throws MalformedNtlmException if a pair is cut off, a value has the wrong length, a known one
   *     comes twice, or nothing marks the end: {@code malformed-target-info}
   */
  public static AvPairs read(byte[] list, int from) throws MalformedNtlmException {
    ByteBuffer bytes = ByteBuffer.wrap(list).order(ByteOrder.LITTLE_ENDIAN);
    int seen = 0;
    for (int at = from; at + HEAD <= list.length; at += HEAD + length(bytes, at)) {
      int id = id(bytes, at);
      int length = length(bytes, at);
      if (at + HEAD + length > list.length) {
        throw malformed(
            AvId.title(id)
                + " is said to be "
                + length
                + " bytes, but only "
                + (list.length - at - HEAD)
                + " are left");
      }
      if (AvId.known(id)) {
        check(AvId.of(id), bytes, at, length);
        if ((seen & (1 << id)) != 0) {
          throw malformed(AvId.title(id) + " comes twice");
        }
        seen |= 1 << id;
      }
      if (id == AvId.EOL.number()) {
        return new AvPairs(bytes.slice(from, at - from).order(ByteOrder.LITTLE_ENDIAN), at - from);
      }
    }
    throw malformed("nothing marks its end: MsvAvEOL has to be the last pair");
  }

  private static void check(AvId id, ByteBuffer bytes, int at, int length)
      throws MalformedNtlmException {
    if (!id.kind().fits(length)) {
      throw malformed(
          AvId.title(id.number())
              + " is "
              + length
              + " bytes; "
              + (id.kind() == AvId.Kind.TEXT ? "an even number" : id.kind().length())
              + " is right");
    }
    if (id.kind() == AvId.Kind.TEXT
        && Charsets.decode(true, slice(bytes, at + HEAD, length)).isEmpty()) {
      throw malformed(AvId.title(id.number()) + " is no text in UTF-16LE");
    }
  }

  /** The value of a pair, if it is there. */
  public Optional<byte[]> value(AvId id) {
    return value(id.number());
  }

  /** The value of a pair known or not, if it is there. */
  public Optional<byte[]> value(int id) {
    for (int at = 0; at < end; at += HEAD + length(bytes, at)) {
      if (id(bytes, at) == id) {
        return Optional.of(slice(bytes, at + HEAD, length(bytes, at)));
      }
    }
    return Optional.empty();
  }

  /** {@code MsvAvFlags}, or none set. */
  public int flags() {
    return value(AvId.FLAGS)
        .map(value -> ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN).getInt())
        .orElse(0);
  }

  /** All by name, in their order, as a person reads them. */
  public Map<String, String> readable() {
    Map<String, String> readable = new LinkedHashMap<>();
    for (int at = 0; at < end; at += HEAD + length(bytes, at)) {
      int id = id(bytes, at);
      readable.put(AvId.title(id), readable(id, slice(bytes, at + HEAD, length(bytes, at))));
    }
    return readable;
  }

  /** The names of what another list has, and this one lacks or has otherwise. */
  public List<String> alteredFrom(AvPairs offered) {
    List<String> altered = new ArrayList<>();
    for (int at = 0; at < offered.end; at += HEAD + length(offered.bytes, at)) {
      int id = id(offered.bytes, at);
      byte[] right = slice(offered.bytes, at + HEAD, length(offered.bytes, at));
      if (!value(id).map(came -> Arrays.equals(came, right)).orElse(false)) {
        altered.add(AvId.title(id));
      }
    }
    return altered;
  }

  private static String readable(int id, byte[] value) {
    AvId.Kind kind = AvId.known(id) ? AvId.of(id).kind() : AvId.Kind.BYTES;
    ByteBuffer number = ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN);
    return switch (kind) {
      case TEXT -> Charsets.decode(true, value).orElse("");
      case FLAGS -> "0x%08x".formatted(number.getInt());
      case TIME -> FileTime.instant(number.getLong()).toString();
      case NOTHING, BYTES, HASH -> HexFormat.of().formatHex(value);
    };
  }

  private static int id(ByteBuffer bytes, int at) {
    return Short.toUnsignedInt(bytes.getShort(at));
  }

  private static int length(ByteBuffer bytes, int at) {
    return Short.toUnsignedInt(bytes.getShort(at + 2));
  }

  private static byte[] slice(ByteBuffer bytes, int from, int length) {
    byte[] slice = new byte[length];
    bytes.get(from, slice);
    return slice;
  }

  private static MalformedNtlmException malformed(String what) {
    return new MalformedNtlmException("malformed-target-info", "the target info: " + what);
  }
}
