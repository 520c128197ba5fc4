package dev.gatehouse.mock.ntlm.internal.crypto;

import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.MD4Digest;
import org.bouncycastle.crypto.digests.MD5Digest;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;

/** MD4, MD5 and HMAC-MD5 over parts put together: all of 16 bytes (MS-NLMP 6). */
public final class Digests {
  private static final int LENGTH = 16;

  private Digests() {}

  /** MD4, which the JDK does not have. */
  public static byte[] md4(byte[]... parts) {
    return digest(new MD4Digest(), parts);
  }

  /** MD5. */
  public static byte[] md5(byte[]... parts) {
    return digest(new MD5Digest(), parts);
  }

  /** HMAC-MD5. */
  public static byte[] hmacMd5(byte[] key, byte[]... parts) {
    HMac mac = new HMac(new MD5Digest());
    mac.init(new KeyParameter(key));
    for (byte[] part : parts) {
      mac.update(part, 0, part.length);
    }
    byte[] result = new byte[LENGTH];
    mac.doFinal(result, 0);
    return result;
  }

  private static byte[] digest(Digest digest, byte[]... parts) {
    for (byte[] part : parts) {
      digest.update(part, 0, part.length);
    }
    byte[] result = new byte[LENGTH];
    digest.doFinal(result, 0);
    return result;
  }
}
