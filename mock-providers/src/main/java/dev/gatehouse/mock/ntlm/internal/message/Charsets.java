package dev.gatehouse.mock.ntlm.internal.message;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The two ways to write text in a message (MS-NLMP 2.2.2.5, flags A and B). */
public final class Charsets {
  /** What Windows has for OEM in Western Europe: which one is meant, no message says. */
  public static final Charset OEM = Charset.forName("IBM850");

  private Charsets() {}

  /** The text, or empty when the bytes are none: an odd number of them, or half a character. */
  static Optional<String> decode(boolean unicode, byte[] bytes) {
    try {
      Charset charset = unicode ? StandardCharsets.UTF_16LE : OEM;
      return Optional.of(charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /** The bytes of a text; what the character set does not have becomes a question mark. */
  public static byte[] encode(boolean unicode, String text) {
    return text.getBytes(unicode ? StandardCharsets.UTF_16LE : OEM);
  }
}
