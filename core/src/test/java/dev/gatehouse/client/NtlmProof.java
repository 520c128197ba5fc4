package dev.gatehouse.client;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.digests.MD4Digest;

/** The computations of NTLMv2 (MS-NLMP 3.3.2), from the specification, for tests. */
record NtlmProof(byte[] key) {
  static NtlmProof of(String user, String domain, String password) {
    byte[] secret = password.getBytes(StandardCharsets.UTF_16LE);
    MD4Digest md4 = new MD4Digest();
    md4.update(secret, 0, secret.length);
    byte[] hash = new byte[16];
    md4.doFinal(hash, 0);
    String who = user.toUpperCase(Locale.ROOT) + domain;
    return new NtlmProof(hmac(hash, who.getBytes(StandardCharsets.UTF_16LE)));
  }

  /** Whether the first 16 bytes of the response prove the rest of it. */
  boolean proves(byte[] challenge, byte[] response) {
    byte[] temp = Arrays.copyOfRange(response, 16, response.length);
    return Arrays.equals(Arrays.copyOf(response, 16), hmac(key, challenge, temp));
  }

  byte[] lmv2(byte[] challenge, byte[] clientChallenge) {
    return concat(hmac(key, challenge, clientChallenge), clientChallenge);
  }

  byte[] mic(byte[] ntResponse, byte[]... messages) {
    return hmac(hmac(key, Arrays.copyOf(ntResponse, 16)), messages);
  }

  static byte[] hmac(byte[] key, byte[]... parts) {
    try {
      Mac mac = Mac.getInstance("HmacMD5");
      mac.init(new SecretKeySpec(key, "HmacMD5"));
      return mac.doFinal(concat(parts));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
