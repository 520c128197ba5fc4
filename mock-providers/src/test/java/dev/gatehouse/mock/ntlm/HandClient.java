package dev.gatehouse.mock.ntlm;

import dev.gatehouse.mock.ntlm.internal.crypto.Ciphers;
import dev.gatehouse.mock.ntlm.internal.crypto.Digests;
import dev.gatehouse.mock.ntlm.internal.crypto.PasswordKeys;
import dev.gatehouse.mock.ntlm.internal.crypto.Responses;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/** A client that puts a Type 3 together by hand, right or wrong as a test has it. */
final class HandClient {
  static final int FLAGS = 0xe2088237; // what Windows asks for
  static final byte[] CHALLENGE = {1, 2, 3, 4, 5, 6, 7, 8};
  private static final byte[] SESSION_KEY = "sixteen bytes ok".getBytes(StandardCharsets.US_ASCII);

  String user = "ada";
  String domain = "Corp";
  String workstation = "LAPTOP";
  String password = "Pass wörd 1";
  NtlmLevel level = NtlmLevel.NTLM_V2;
  String names;
  byte[] key;
  int flags = FLAGS;
  int header = 88;
  boolean mic = true;
  byte[] bindings;
  byte[] lm = new byte[24];
  long time = 133_000_000_000_000_000L;
  byte[] sessionKey = SESSION_KEY;
  UnaryOperator<byte[]> targetInfo = offered -> offered;
  UnaryOperator<byte[]> sentInfo = computed -> computed;

  static byte[] type1(int flags) {
    return little(16)
        .put("NTLMSSP\0".getBytes(StandardCharsets.US_ASCII))
        .putInt(1)
        .putInt(flags)
        .array();
  }

  private static ByteBuffer little(int length) {
    return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
  }

  byte[] type3(byte[] type1, byte[] type2) {
    byte[] nonce = Arrays.copyOfRange(type2, 24, 32);
    byte[] nt = PasswordKeys.ntV1(password);
    byte[] v2 =
        key != null
            ? key
            : PasswordKeys.v2(nt, names != null ? names : PasswordKeys.upperCase(user) + domain);
    byte[] response =
        switch (level) {
          case NTLM_V2 -> v2Response(v2, nonce, type2);
          case NTLM2_SESSION -> Responses.ntlm2Session(nt, nonce, CHALLENGE);
          case NTLM -> Responses.v1(nt, nonce);
          case LM, LM_V2, ANONYMOUS -> new byte[0];
        };
    byte[] lmResponse =
        switch (level) {
          case NTLM2_SESSION -> Arrays.copyOf(CHALLENGE, 24);
          case LM -> Responses.v1(PasswordKeys.lmV1(password), nonce);
          case LM_V2 -> Responses.lmV2(v2, nonce, CHALLENGE);
          case ANONYMOUS -> new byte[1];
          default -> lm;
        };
    byte[] base =
        level == NtlmLevel.NTLM_V2
            ? Digests.hmacMd5(v2, Arrays.copyOf(response, 16))
            : Digests.md4(nt);
    byte[] encrypted = sessionKey.length == 0 ? sessionKey : Ciphers.rc4(base, sessionKey);
    byte[] message = write(lmResponse, response, encrypted);
    if (mic && header >= 88 && level == NtlmLevel.NTLM_V2) {
      byte[] exported = sessionKey.length == 0 ? base : sessionKey;
      System.arraycopy(Digests.hmacMd5(exported, type1, type2, message), 0, message, 72, 16);
    }
    return message;
  }

  private byte[] v2Response(byte[] key, byte[] nonce, byte[] type2) {
    int length = little(type2.length).put(0, type2).getShort(40);
    int offset = little(type2.length).put(0, type2).getInt(44);
    byte[] offered = Arrays.copyOfRange(type2, offset, offset + Math.max(0, length - 4));
    NtlmTargetInfo more = new NtlmTargetInfo();
    if (mic) {
      more.pair(6, new byte[] {2, 0, 0, 0});
    }
    if (bindings != null) {
      more.pair(10, bindings);
    }
    byte[] pairs = concat(targetInfo.apply(offered), more.bytes(), new byte[4]);
    byte[] temp = temp(pairs);
    byte[] proof = Responses.ntProof(key, nonce, temp);
    return concat(proof, temp(sentInfo.apply(pairs)));
  }

  private byte[] temp(byte[] pairs) {
    return little(28 + pairs.length)
        .putLong(0x0101)
        .putLong(time)
        .put(CHALLENGE)
        .putInt(0)
        .put(pairs)
        .array();
  }

  private byte[] write(byte[] lmResponse, byte[] response, byte[] encrypted) {
    boolean unicode = NtlmFlag.NEGOTIATE_UNICODE.in(flags);
    byte[][] parts = {
      lmResponse,
      response,
      text(unicode, domain),
      text(unicode, user),
      text(unicode, workstation),
      encrypted
    };
    byte[] payload = concat(parts);
    byte[] written = new byte[header + payload.length];
    ByteBuffer message =
        ByteBuffer.wrap(written)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put("NTLMSSP\0".getBytes(StandardCharsets.US_ASCII))
            .putInt(3);
    int offset = header;
    for (byte[] part : parts) {
      message.putShort((short) part.length).putShort((short) part.length).putInt(offset);
      offset += part.length;
    }
    message.putInt(flags).position(header).put(payload);
    return written;
  }

  private static byte[] text(boolean unicode, String text) {
    return text.getBytes(unicode ? StandardCharsets.UTF_16LE : StandardCharsets.US_ASCII);
  }

  static byte[] concat(byte[]... parts) {
    int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
    ByteBuffer all = ByteBuffer.allocate(length);
    for (byte[] part : parts) {
      all.put(part);
    }
    return all.array();
  }
}
