package dev.gatehouse.conformance.saboteur;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.digests.MD4Digest;
import org.jspecify.annotations.Nullable;

/**
 * What proves that a client knows a password (MS-NLMP, section 3.3).
 *
 * @param micKey the key of the message's MIC; null for none
 */
record NtlmProof(byte[] lm, byte[] nt, byte @Nullable [] micKey) {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Instant WINDOWS_EPOCH = Instant.parse("1601-01-01T00:00:00Z");

  /** NTLMv2 (MS-NLMP, section 3.3.2), and a MIC for a server that tells its time. */
  static NtlmProof version2(Type2 challenge, NtlmCredential credential, @Nullable Flaw flaw) {
    AvPairs info = challenge.targetInfo();
    byte[] time = info.timestamp();
    boolean mic = time != null && flaw != Flaw.NTLM_MIC;
    byte[] nonce = new byte[8];
    RANDOM.nextBytes(nonce);
    byte[] key = key(credential, flaw);
    byte[] temp =
        joined(
            new byte[] {1, 1, 0, 0, 0, 0, 0, 0},
            time == null ? now() : time,
            nonce,
            new byte[4],
            (mic ? info.announcingMic() : info).bytes(),
            new byte[4]);
    byte[] proof = hmac(key, challenge.challenge(), temp);
    byte[] lm =
        time == null ? joined(hmac(key, challenge.challenge(), nonce), nonce) : new byte[24];
    return new NtlmProof(lm, joined(proof, temp), mic ? hmac(key, proof) : null);
  }

  /** NTOWFv2: the user name in capitals, the domain as it is. */
  private static byte[] key(NtlmCredential credential, @Nullable Flaw flaw) {
    String domain =
        flaw == Flaw.NTLM_V2_PROOF
            ? credential.domain().toUpperCase(Locale.ROOT)
            : credential.domain();
    String who = credential.username().toUpperCase(Locale.ROOT) + domain;
    return hmac(hash(credential), who.getBytes(StandardCharsets.UTF_16LE));
  }

  /** NTLMv1 (MS-NLMP, section 3.3.1), which this client offers to nobody unless it is broken. */
  static NtlmProof version1(Type2 challenge, NtlmCredential credential) {
    byte[] hash = Arrays.copyOf(hash(credential), 21);
    byte[] response = new byte[0];
    for (int part = 0; part < 3; part++) {
      byte[] key = Arrays.copyOfRange(hash, part * 7, part * 7 + 7);
      response = joined(response, des(key, challenge.challenge()));
    }
    return new NtlmProof(response, response, null);
  }

  private static byte[] des(byte[] sevenBytes, byte[] block) {
    BigInteger bits = new BigInteger(1, sevenBytes);
    byte[] key = new byte[8];
    for (int i = 0; i < 8; i++) {
      key[i] = (byte) (bits.shiftRight(49 - 7 * i).intValue() << 1);
    }
    try {
      Cipher des = Cipher.getInstance("DES/ECB/NoPadding");
      des.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "DES"));
      return des.doFinal(block);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has DES", e);
    }
  }

  private static byte[] hash(NtlmCredential credential) {
    byte[] password = credential.password().getBytes(StandardCharsets.UTF_16LE);
    MD4Digest md4 = new MD4Digest();
    md4.update(password, 0, password.length);
    byte[] hash = new byte[md4.getDigestSize()];
    md4.doFinal(hash, 0);
    return hash;
  }

  static byte[] hmac(byte[] key, byte[]... parts) {
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

  /** In tenths of a microsecond (MS-DTYP, section 2.3.3). */
  private static byte[] now() {
    long ticks = Duration.between(WINDOWS_EPOCH, Instant.now()).toMillis() * 10_000;
    return ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(ticks).array();
  }

  private static byte[] joined(byte[]... parts) {
    int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
    ByteBuffer whole = ByteBuffer.allocate(length);
    for (byte[] part : parts) {
      whole.put(part);
    }
    return whole.array();
  }
}
