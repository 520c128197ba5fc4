package dev.gatehouse.conformance.saboteur;

import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The client's two messages of one login, as values of a header field (MS-NTHT, section 2.2). */
final class NtlmHandshake {
  private static final String SCHEME = "NTLM ";

  private final NtlmCredential credential;
  private final byte[] type1 = Type1.bytes();
  private final @Nullable Flaw flaw;

  NtlmHandshake(NtlmCredential credential, @Nullable Flaw flaw) {
    this.credential = credential;
    this.flaw = flaw;
  }

  String first() {
    return value(type1);
  }

  String second(Type2 challenge) {
    return value(Type3.bytes(type1, challenge, credential, flaw));
  }

  private static String value(byte[] message) {
    return SCHEME + Base64.getEncoder().encodeToString(message);
  }

  /** The message in a server's header fields; empty when there is none. */
  static Optional<byte[]> token(List<String> challenges) {
    return challenges.stream()
        .filter(value -> value.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
        .map(value -> decoded(value.substring(SCHEME.length()).strip()))
        .findFirst();
  }

  private static byte[] decoded(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw Type2.malformed("is not Base64");
    }
  }
}
