package dev.gatehouse.conformance.check;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Locale;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.digests.MD4Digest;

/**
 * The proof that a client sent (MS-NLMP, section 2.2.1.3), beside what it answers.
 *
 * @param type1 what the client began with
 * @param type2 what it was challenged by
 * @param type3 what it proves itself with
 */
record NtlmProofSeen(byte[] type1, byte[] type2, byte[] type3) {
  private static final int LM_AT = 12;
  private static final int NT_AT = 20;
  private static final int DOMAIN_AT = 28;
  private static final int USER_AT = 36;
  private static final int SESSION_KEY_AT = 52;
  private static final int FLAGS_AT = 60;
  private static final int MIC_AT = 72;
  private static final int MIC_LENGTH = 16;
  private static final int SHORTEST_V2 = 16 + 28;
  private static final int KEY_EXCHANGE = 0x4000_0000;

  /**
   * @throws IndexOutOfBoundsException if the message points out of itself; so of the others here
   */
  String user() {
    return text(USER_AT);
  }

  String domain() {
    return text(DOMAIN_AT);
  }

  byte[] lm() {
    return field(LM_AT);
  }

  private byte[] nt() {
    return field(NT_AT);
  }

  /** Whether the answer is of NTLMv2: longer than the 24 bytes of everything before. */
  boolean isVersion2() {
    return nt().length >= SHORTEST_V2;
  }

  /** The time in the answer, as Windows counts it. */
  long time() {
    return ByteBuffer.wrap(nt()).order(ByteOrder.LITTLE_ENDIAN).getLong(24);
  }

  /** Whether a password was used, for the user and the domain as they are in the message. */
  boolean proves(String password) {
    byte[] nt = nt();
    byte[] proof = hmac(key(password), nonce(), Arrays.copyOfRange(nt, 16, nt.length));
    return MessageDigest.isEqual(proof, Arrays.copyOf(nt, 16));
  }

  /** Whether the answer says that there is a MIC: bit 0x2 of MsvAvFlags. */
  boolean announcesMic() {
    ByteBuffer pairs = ByteBuffer.wrap(nt()).order(ByteOrder.LITTLE_ENDIAN).position(SHORTEST_V2);
    while (pairs.remaining() >= 4) {
      int id = pairs.getShort();
      int length = pairs.getShort() & 0xffff;
      if (id == 6) {
        return (pairs.getInt(pairs.position()) & 0x2) != 0;
      }
      if (id == 0) {
        return false;
      }
      pairs.position(Math.min(pairs.position() + length, pairs.limit()));
    }
    return false;
  }

  /** Whether the MIC is that of the three messages (MS-NLMP, section 3.1.5.1.2). */
  boolean micHolds(String password) {
    byte[] key = hmac(key(password), Arrays.copyOf(nt(), 16));
    if ((number(FLAGS_AT) & KEY_EXCHANGE) != 0) {
      key = decrypted(key, field(SESSION_KEY_AT));
    }
    byte[] bare = type3.clone();
    Arrays.fill(bare, MIC_AT, MIC_AT + MIC_LENGTH, (byte) 0);
    byte[] mic = Arrays.copyOfRange(type3, MIC_AT, MIC_AT + MIC_LENGTH);
    return MessageDigest.isEqual(hmac(key, type1, type2, bare), mic);
  }

  private byte[] nonce() {
    return Arrays.copyOfRange(type2, 24, 32);
  }

  /** NTOWFv2 (MS-NLMP, section 3.3.2). */
  private byte[] key(String password) {
    byte[] octets = password.getBytes(StandardCharsets.UTF_16LE);
    MD4Digest md4 = new MD4Digest();
    md4.update(octets, 0, octets.length);
    byte[] hash = new byte[md4.getDigestSize()];
    md4.doFinal(hash, 0);
    String who = user().toUpperCase(Locale.ROOT) + domain();
    return hmac(hash, who.getBytes(StandardCharsets.UTF_16LE));
  }

  private String text(int at) {
    boolean unicode = (number(FLAGS_AT) & 0x1) != 0;
    Charset charset = unicode ? StandardCharsets.UTF_16LE : StandardCharsets.ISO_8859_1;
    return new String(field(at), charset);
  }

  private byte[] field(int at) {
    int length = number(at) & 0xffff;
    int offset = number(at + 4);
    if (offset < 0 || offset > type3.length - length) {
      throw new IndexOutOfBoundsException("the message points out of itself");
    }
    return Arrays.copyOfRange(type3, offset, offset + length);
  }

  private int number(int at) {
    return ByteBuffer.wrap(type3).order(ByteOrder.LITTLE_ENDIAN).getInt(at);
  }

  private static byte[] hmac(byte[] key, byte[]... parts) {
    try {
      Mac md5 = Mac.getInstance("HmacMD5");
      md5.init(new SecretKeySpec(key, "HmacMD5"));
      for (byte[] part : parts) {
        md5.update(part);
      }
      return md5.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HMAC-MD5", e);
    }
  }

  private static byte[] decrypted(byte[] key, byte[] encrypted) {
    try {
      Cipher rc4 = Cipher.getInstance("RC4");
      rc4.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "RC4"));
      return rc4.doFinal(encrypted);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has RC4", e);
    }
  }
}
