package dev.gatehouse.mock.aws.iam;

import dev.gatehouse.mock.credential.internal.ConstantTime;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A device that makes one-time codes of six digits, one every 30 seconds (RFC 6238 with
 * HMAC-SHA-1).
 *
 * @since 0.1
 */
public final class MfaDevice {
  private static final int STEP_SECONDS = 30;
  private static final int DIGITS = 1_000_000;

  private final String serialNumber;
  private final byte[] secret;
  private final AtomicLong lastUsed = new AtomicLong(Long.MIN_VALUE);

  MfaDevice(String serialNumber, byte[] secret) {
    if (secret.length < 16) {
      throw new IllegalArgumentException(
          "secret: must have 16 bytes at least (RFC 4226, section 4)");
    }
    this.serialNumber = serialNumber;
    this.secret = secret.clone();
  }

  /** Its name: an ARN. */
  public String serialNumber() {
    return serialNumber;
  }

  /** The code it shows at a time. */
  public String code(Instant at) {
    return code(at.getEpochSecond() / STEP_SECONDS);
  }

  /**
   * Whether this is the code of now, or of a step before or after it, and was not used before (RFC
   * 6238, section 5.2). It uses the code up.
   */
  public boolean accepts(String code, Instant now) {
    long step = now.getEpochSecond() / STEP_SECONDS;
    for (long near = step - 1; near <= step + 1; near++) {
      if (ConstantTime.equal(code(near), code)) {
        return use(near);
      }
    }
    return false;
  }

  /** Each step once, and none before it any more. */
  private boolean use(long step) {
    return lastUsed.getAndAccumulate(step, Math::max) < step;
  }

  void forgetUsedCodes() {
    lastUsed.set(Long.MIN_VALUE);
  }

  private String code(long step) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(secret, "HmacSHA1"));
      byte[] hash = mac.doFinal(ByteBuffer.allocate(8).putLong(step).array());
      int offset = hash[hash.length - 1] & 0x0F;
      int number = ByteBuffer.wrap(hash, offset, 4).getInt() & 0x7FFFFFFF;
      return "%06d".formatted(number % DIGITS);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HMAC-SHA-1", e);
    }
  }

  @Override
  public String toString() {
    return serialNumber;
  }
}
