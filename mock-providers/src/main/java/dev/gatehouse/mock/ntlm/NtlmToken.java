package dev.gatehouse.mock.ntlm;

import dev.gatehouse.mock.credential.internal.AuthorizationHeader;
import dev.gatehouse.mock.ntlm.internal.spnego.SpnegoToken;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * What an Authorization field brings.
 *
 * @param scheme it came by
 * @param wrapped whether SPNEGO is around it
 * @param message of NTLM; empty when the client has to be told first that it is to be NTLM
 */
record NtlmToken(NtlmScheme scheme, boolean wrapped, byte[] message) {
  private static final byte[] SIGNATURE = "NTLMSSP\0".getBytes(StandardCharsets.US_ASCII);

  static NtlmToken read(NtlmScheme scheme, AuthorizationHeader header)
      throws MalformedNtlmException {
    byte[] bytes = decoded(header.credentials());
    if (scheme == NtlmScheme.NTLM || startsAsNtlm(bytes)) {
      return new NtlmToken(scheme, false, bytes);
    }
    SpnegoToken token = SpnegoToken.read(bytes);
    if (!token.mechanisms().isEmpty() && !token.mechanisms().contains(SpnegoToken.NTLM)) {
      throw new MalformedNtlmException(
          "no-ntlm-offered",
          "the client offers the mechanisms "
              + String.join(", ", token.mechanisms())
              + "; NTLM ("
              + SpnegoToken.NTLM
              + ") is the only one taken here");
    }
    return new NtlmToken(scheme, true, token.isForNtlm() ? token.message() : new byte[0]);
  }

  private static boolean startsAsNtlm(byte[] bytes) {
    return bytes.length >= SIGNATURE.length
        && Arrays.equals(bytes, 0, SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length);
  }

  private static byte[] decoded(String text) throws MalformedNtlmException {
    try {
      byte[] bytes = Base64.getDecoder().decode(text);
      if (bytes.length > 0 && Base64.getEncoder().encodeToString(bytes).equals(text)) {
        return bytes;
      }
    } catch (IllegalArgumentException e) {
      // Said below.
    }
    throw new MalformedNtlmException(
        "bad-base64",
        "what follows the scheme is no Base64 with padding (RFC 4648, section 4); right is the"
            + " scheme, a space and the Base64 of the message");
  }

  /** The challenge as this client can read it: wrapped as its own message was. */
  String answer(byte[] type2) {
    byte[] bytes = wrapped ? SpnegoToken.answer(type2) : type2;
    return scheme.word() + " " + Base64.getEncoder().encodeToString(bytes);
  }

  @Override
  public String toString() {
    return "NtlmToken[" + scheme.word() + "]";
  }
}
