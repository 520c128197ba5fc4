package dev.gatehouse.mock.oauth2.internal.dpop;

import dev.gatehouse.mock.credential.internal.ConstantTime;
import dev.gatehouse.mock.credential.internal.StrictBase64Url;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The nonces that proofs must have (RFC 9449, sections 8 and 9): a new one each period, and the one
 * before stays good. They are made of the time and a secret, so that none is kept.
 */
public final class DpopNonces {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final InstantSource clock;
  private final Duration period;
  private volatile SecretKeySpec secret = newSecret();

  /**
   * @param period in whole seconds
   */
  public DpopNonces(InstantSource clock, Duration period) {
    this.clock = clock;
    this.period = period;
  }

  private static SecretKeySpec newSecret() {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return new SecretKeySpec(bytes, "HmacSHA256");
  }

  /** The newest. */
  public String current() {
    return nonce(index());
  }

  /** Whether it is good: the newest, or the one before. */
  boolean isGood(String nonce) {
    long index = index();
    return ConstantTime.equal(nonce(index), nonce) || ConstantTime.equal(nonce(index - 1), nonce);
  }

  /** Those given out until now are good no more. */
  public void reset() {
    secret = newSecret();
  }

  private long index() {
    return Math.floorDiv(clock.instant().getEpochSecond(), period.toSeconds());
  }

  private String nonce(long index) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(secret);
      byte[] hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(index).array());
      return StrictBase64Url.encode(hash);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }
}
