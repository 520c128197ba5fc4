package dev.gatehouse.conformance.saboteur;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** AUTHENTICATE_MESSAGE (MS-NLMP, section 2.2.1.3), with room for a MIC. */
final class Type3 {
  private static final int MIC_AT = 72;
  private static final int PAYLOAD_AT = 88;

  private Type3() {}

  static byte[] bytes(
      byte[] type1, Type2 challenge, NtlmCredential credential, @Nullable Flaw flaw) {
    NtlmProof proof =
        flaw == Flaw.NTLM_NO_DOWNGRADE && challenge.targetInfo().isEmpty()
            ? NtlmProof.version1(challenge, credential)
            : NtlmProof.version2(challenge, credential, flaw);
    List<byte[]> fields =
        List.of(
            proof.lm(),
            proof.nt(),
            unicode(credential.domain()),
            unicode(credential.username()),
            unicode(credential.workstation()),
            new byte[0]);
    int length = PAYLOAD_AT + fields.stream().mapToInt(field -> field.length).sum();
    byte[] whole = new byte[length];
    ByteBuffer out = Type1.begin(whole, 3);
    int offset = PAYLOAD_AT;
    for (byte[] field : fields) {
      out.putShort((short) field.length).putShort((short) field.length).putInt(offset);
      offset += field.length;
    }
    out.putInt((challenge.flags() & Type1.FLAGS) | Type1.UNICODE);
    out.position(PAYLOAD_AT);
    fields.forEach(out::put);
    if (proof.micKey() != null) {
      byte[] mic = NtlmProof.hmac(proof.micKey(), type1, challenge.whole(), whole);
      System.arraycopy(mic, 0, whole, MIC_AT, mic.length);
    }
    return whole;
  }

  private static byte[] unicode(String text) {
    return text.getBytes(StandardCharsets.UTF_16LE);
  }
}
