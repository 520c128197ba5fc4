package dev.gatehouse.mock.ntlm.internal.crypto;

import java.util.Arrays;

/** What a client has to answer to a challenge (MS-NLMP 3.3.1 and 3.3.2). */
public final class Responses {
  private Responses() {}

  /** NTLMv1 and LM: DES of the challenge under the NT or the LM key (MS-NLMP 3.3.1). */
  public static byte[] v1(byte[] key, byte[] serverChallenge) {
    return Ciphers.desl(key, serverChallenge);
  }

  /**
   * NTLM2 session: NTLMv1 over both challenges, with extended session security (MS-NLMP 3.3.1).
   *
   * @param clientChallenge the first eight bytes of the LM response
   */
  public static byte[] ntlm2Session(byte[] key, byte[] serverChallenge, byte[] clientChallenge) {
    byte[] both = Digests.md5(serverChallenge, clientChallenge);
    return Ciphers.desl(key, Arrays.copyOf(both, 8));
  }

  /**
   * {@code NTProofStr}: the first sixteen bytes of an NTLMv2 response (MS-NLMP 3.3.2).
   *
   * @param temp what follows them, as it was sent
   */
  public static byte[] ntProof(byte[] keyV2, byte[] serverChallenge, byte[] temp) {
    return Digests.hmacMd5(keyV2, serverChallenge, temp);
  }

  /** LMv2: sixteen bytes and the client's challenge (MS-NLMP 3.3.2). */
  public static byte[] lmV2(byte[] keyV2, byte[] serverChallenge, byte[] clientChallenge) {
    byte[] response = Arrays.copyOf(Digests.hmacMd5(keyV2, serverChallenge, clientChallenge), 24);
    System.arraycopy(clientChallenge, 0, response, 16, 8);
    return response;
  }
}
