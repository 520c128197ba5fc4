package dev.gatehouse.mock.ntlm.internal.message;

import dev.gatehouse.mock.ntlm.MalformedNtlmException;
import dev.gatehouse.mock.ntlm.NtlmMessageType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The bytes of one message, and its fields of length and offset: nothing is read, nor room made for
 * it, before its place is known to lie within the message and behind its header.
 */
final class MessageBytes {
  private final byte[] bytes;
  private final String reason;
  private final int header;

  private MessageBytes(byte[] bytes, String reason, int header) {
    this.bytes = bytes;
    this.reason = reason;
    this.header = header;
  }

  /**
   * @param header how many bytes there have to be before the payload
   * @param reason of refusing those that are malformed
   */
  static MessageBytes of(byte[] bytes, NtlmMessageType type, int header, String reason)
      throws MalformedNtlmException {
    NtlmMessageType came = NtlmMessageType.of(bytes);
    if (came != type) {
      throw new MalformedNtlmException(
          "unexpected-message",
          "this is a Type " + came.number() + "; a Type " + type.number() + " is right here");
    }
    MessageBytes message = new MessageBytes(bytes, reason, header);
    if (bytes.length < header) {
      throw message.malformed(
          "it ends after " + bytes.length + " bytes; its header alone is " + header);
    }
    return message;
  }

  int length() {
    return bytes.length;
  }

  int int32(int at) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(at);
  }

  /** A piece of it that lies within for certain. */
  byte[] slice(int from, int to) {
    return Arrays.copyOfRange(bytes, from, to);
  }

  /** The bytes a field of length and offset points to. The most it may take is not looked at. */
  byte[] field(int at, String name) throws MalformedNtlmException {
    int length = fieldLength(at);
    if (length == 0) {
      return new byte[0]; // wherever it points
    }
    long offset = Integer.toUnsignedLong(int32(at + 4));
    String place =
        "the "
            + name
            + " (field at byte "
            + at
            + ") is said to be "
            + length
            + " bytes at "
            + offset;
    if (offset < header) {
      throw malformed(place + ", which is inside the header of " + header + " bytes");
    }
    if (offset + length > bytes.length) {
      throw malformed(place + ", but the message ends at " + bytes.length);
    }
    return slice((int) offset, (int) offset + length);
  }

  /** Where a field that is not empty begins; the end of the message for one that is. */
  int start(int at) {
    return fieldLength(at) == 0 ? bytes.length : int32(at + 4);
  }

  /** The text a field points to. */
  String text(int at, String name, boolean unicode) throws MalformedNtlmException {
    byte[] field = field(at, name);
    return Charsets.decode(unicode, field)
        .orElseThrow(() -> malformed("the " + name + " is no text in UTF-16LE"));
  }

  MalformedNtlmException malformed(String what) {
    return new MalformedNtlmException(reason, what);
  }

  private int fieldLength(int at) {
    return Short.toUnsignedInt(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getShort(at));
  }
}
