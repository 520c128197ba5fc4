package dev.gatehouse.mock.ntlm;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The three messages of a handshake (MS-NLMP 2.2.1).
 *
 * @since 0.1
 */
public enum NtlmMessageType {
  /** Type 1: the client begins. */
  NEGOTIATE(1),

  /** Type 2: the server challenges. */
  CHALLENGE(2),

  /** Type 3: the client proves. */
  AUTHENTICATE(3);

  private static final byte[] SIGNATURE = "NTLMSSP\0".getBytes(StandardCharsets.US_ASCII);

  private final int number;

  NtlmMessageType(int number) {
    this.number = number;
  }

  /**
   * Which message the bytes begin as; nothing behind its type is looked at.
   *
   * @throws MalformedNtlmException if they are none: {@code malformed-ntlm}
   */
  public static NtlmMessageType of(byte[] message) throws MalformedNtlmException {
    if (message.length < 12) {
      throw malformed(
          "it ends after " + message.length + " bytes; signature and type alone are 12");
    }
    if (!Arrays.equals(message, 0, 8, SIGNATURE, 0, 8)) {
      throw malformed("it does not begin with the signature 'NTLMSSP' and a zero byte");
    }
    int number = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN).getInt(8);
    for (NtlmMessageType type : values()) {
      if (type.number == number) {
        return type;
      }
    }
    throw malformed(
        "its type, at byte 8, is " + Integer.toUnsignedString(number) + "; 1, 2 and 3 are right");
  }

  private static MalformedNtlmException malformed(String what) {
    return new MalformedNtlmException("malformed-ntlm", "this is no NTLM message: " + what);
  }

  /** The number in the message: 1, 2 or 3. */
  public int number() {
    return number;
  }
}
