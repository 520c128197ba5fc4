package dev.gatehouse.mock.ntlm.internal.crypto;

import dev.gatehouse.mock.ntlm.internal.message.Charsets;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One-way functions from passwords to the keys of responses (MS-NLMP 3.3.1 and 3.3.2). */
public final class PasswordKeys {
  private static final byte[] MAGIC = "KGS!@#$%".getBytes(StandardCharsets.US_ASCII);
  private static final int LM_CHARACTERS = 14;

  private PasswordKeys() {}

  /** {@code NTOWFv1}: MD4 of the password. */
  public static byte[] ntV1(String password) {
    return Digests.md4(unicode(password));
  }

  /**
   * {@code LMOWFv1}: DES under the password in upper case, in the OEM character set.
   *
   * @return 16 bytes; none for a password of more than 14 characters, which has no such key
   */
  public static byte[] lmV1(String password) {
    byte[] oem = upperCase(password).getBytes(Charsets.OEM);
    if (oem.length > LM_CHARACTERS) {
      return new byte[0];
    }
    byte[] padded = Arrays.copyOf(oem, LM_CHARACTERS);
    byte[] first = Ciphers.des(Arrays.copyOf(padded, 7), MAGIC);
    byte[] second = Ciphers.des(Arrays.copyOfRange(padded, 7, LM_CHARACTERS), MAGIC);
    byte[] key = Arrays.copyOf(first, 16);
    System.arraycopy(second, 0, key, 8, 8);
    return key;
  }

  /**
   * {@code NTOWFv2}, and {@code LMOWFv2}, which is the same.
   *
   * @param user in any case: it goes in upper case
   * @param domain as it is sent
   */
  public static byte[] v2(String password, String user, String domain) {
    return v2(ntV1(password), upperCase(user) + domain);
  }

  /** The same over names put together already. */
  public static byte[] v2(byte[] ntV1, String names) {
    return Digests.hmacMd5(ntV1, unicode(names));
  }

  /**
   * Upper case as Windows has it: character by character, so that nothing becomes longer, and in no
   * particular language.
   */
  public static String upperCase(String text) {
    char[] characters = text.toCharArray();
    for (int at = 0; at < characters.length; at++) {
      characters[at] = Character.toUpperCase(characters[at]);
    }
    return new String(characters);
  }

  private static byte[] unicode(String text) {
    return text.getBytes(StandardCharsets.UTF_16LE);
  }
}
