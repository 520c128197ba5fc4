package dev.gatehouse.mock.ntlm.internal.crypto;

import java.util.Arrays;
import org.bouncycastle.crypto.engines.DESEngine;
import org.bouncycastle.crypto.engines.RC4Engine;
import org.bouncycastle.crypto.params.KeyParameter;

/** DES as NTLM takes its keys, and RC4 (MS-NLMP 6). */
public final class Ciphers {
  private Ciphers() {}

  /**
   * {@code DES(K, D)}: one block under 56 bits of key, in seven bytes. The parity bits between them
   * are nobody's.
   */
  public static byte[] des(byte[] key, byte[] block) {
    DESEngine engine = new DESEngine();
    engine.init(true, new KeyParameter(withParity(key)));
    byte[] encrypted = new byte[8];
    engine.processBlock(block, 0, encrypted, 0);
    return encrypted;
  }

  /** {@code DESL(K, D)}: one block under each third of 16 bytes of key, filled up with zeros. */
  public static byte[] desl(byte[] key, byte[] block) {
    byte[] keys = Arrays.copyOf(key, 21);
    byte[] response = new byte[24];
    for (int third = 0; third < 3; third++) {
      byte[] part = des(Arrays.copyOfRange(keys, third * 7, third * 7 + 7), block);
      System.arraycopy(part, 0, response, third * 8, 8);
    }
    return response;
  }

  /** {@code RC4K(K, D)}: encrypts and decrypts. */
  public static byte[] rc4(byte[] key, byte[] data) {
    RC4Engine engine = new RC4Engine();
    engine.init(true, new KeyParameter(key));
    byte[] result = new byte[data.length];
    engine.processBytes(data, 0, data.length, result, 0);
    return result;
  }

  private static byte[] withParity(byte[] seven) {
    long bits = 0;
    for (byte part : seven) {
      bits = (bits << 8) | (part & 0xff);
    }
    byte[] eight = new byte[8];
    for (int at = 7; at >= 0; at--) {
      eight[at] = (byte) ((bits & 0x7f) << 1);
      bits >>>= 7;
    }
    return eight;
  }
}
