package dev.gatehouse.mock.aws.sigv4;

import dev.gatehouse.mock.aws.sigv4.SignatureFault.PresignExpired;
import dev.gatehouse.mock.aws.sigv4.SignatureFault.PresignNotYetValid;
import dev.gatehouse.mock.aws.sigv4.SignatureFault.Skewed;
import java.time.Duration;
import java.time.Instant;

/** Signed about now; a presigned URL may be older, as long as it says itself. */
final class CheckTime {
  private CheckTime() {}

  static void check(Claim claim, Duration allowedSkew, Instant now) throws RefusedSignature {
    Instant signedAt = Timestamps.instant(claim.timestamp()).orElseThrow();
    Skewed skewed = new Skewed(claim.timestamp(), signedAt, now, allowedSkew.toSeconds());
    boolean tooNew = signedAt.isAfter(now.plus(allowedSkew));
    if (claim.expires().isEmpty()) {
      if (tooNew || signedAt.isBefore(now.minus(allowedSkew))) {
        throw new RefusedSignature(skewed);
      }
      return;
    }
    if (tooNew) {
      throw new RefusedSignature(new PresignNotYetValid(skewed));
    }
    long seconds = claim.expires().get();
    Instant expiry = signedAt.plusSeconds(seconds);
    if (now.isAfter(expiry)) {
      throw new RefusedSignature(new PresignExpired(expiry, seconds, now));
    }
  }
}
