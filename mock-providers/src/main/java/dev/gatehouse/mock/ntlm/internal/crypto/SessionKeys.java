package dev.gatehouse.mock.ntlm.internal.crypto;

import dev.gatehouse.mock.ntlm.NtlmFlag;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The keys of a session, from its responses on (MS-NLMP 3.3 and 3.4.5). */
public final class SessionKeys {
  private static final byte[] CLIENT_SEALING =
      "session key to client-to-server sealing key magic constant\0"
          .getBytes(StandardCharsets.US_ASCII);
  private static final byte[] SERVER_SEALING =
      "session key to server-to-client sealing key magic constant\0"
          .getBytes(StandardCharsets.US_ASCII);

  private SessionKeys() {}

  /** {@code SessionBaseKey} of NTLMv1 (MS-NLMP 3.3.1). */
  public static byte[] baseV1(byte[] ntV1) {
    return Digests.md4(ntV1);
  }

  /** {@code SessionBaseKey} of NTLMv2, which is its {@code KeyExchangeKey} too (MS-NLMP 3.3.2). */
  public static byte[] baseV2(byte[] keyV2, byte[] ntProof) {
    return Digests.hmacMd5(keyV2, ntProof);
  }

  /** {@code KXKEY} of NTLMv1 without extended session security (MS-NLMP 3.4.5.1). */
  public static byte[] exchangeKeyV1(byte[] base, byte[] lmV1, byte[] lmResponse, int flags) {
    if (NtlmFlag.NEGOTIATE_LM_KEY.in(flags)) {
      byte[] block = Arrays.copyOf(lmResponse, 8);
      byte[] rest = {
        lmV1[7], (byte) 0xbd, (byte) 0xbd, (byte) 0xbd, (byte) 0xbd, (byte) 0xbd, (byte) 0xbd
      };
      byte[] key = Arrays.copyOf(Ciphers.des(Arrays.copyOf(lmV1, 7), block), 16);
      System.arraycopy(Ciphers.des(rest, block), 0, key, 8, 8);
      return key;
    }
    if (NtlmFlag.REQUEST_NON_NT_SESSION_KEY.in(flags)) {
      return Arrays.copyOf(Arrays.copyOf(lmV1, 8), 16);
    }
    return base;
  }

  /** {@code KXKEY} of NTLMv1 with extended session security (MS-NLMP 3.4.5.1). */
  public static byte[] exchangeKeyNtlm2(byte[] base, byte[] serverChallenge, byte[] lmResponse) {
    return Digests.hmacMd5(base, serverChallenge, Arrays.copyOf(lmResponse, 8));
  }

  /** What the server makes of {@code EncryptedRandomSessionKey} (MS-NLMP 3.2.5.1.2). */
  public static byte[] exchanged(byte[] exchangeKey, byte[] encrypted) {
    return Ciphers.rc4(exchangeKey, encrypted);
  }

  /** {@code SEALKEY} of 128 bits, with extended session security (MS-NLMP 3.4.5.3). */
  public static byte[] sealing(byte[] exported, boolean byClient) {
    return Digests.md5(exported, byClient ? CLIENT_SEALING : SERVER_SEALING);
  }

  /**
   * {@code MIC}: over the three messages as they went, the last with zeros in place of it (MS-NLMP
   * 3.2.5.1.2).
   */
  public static byte[] mic(byte[] exported, byte[] type1, byte[] type2, byte[] type3WithoutMic) {
    return Digests.hmacMd5(exported, type1, type2, type3WithoutMic);
  }
}
