package dev.gatehouse.mock.aws.sigv4;

import dev.gatehouse.mock.aws.sigv4.SignatureFault.PresignExpired;
import dev.gatehouse.mock.aws.sigv4.SignatureFault.Skewed;
import java.time.Duration;
import java.time.Instant;

/** Signed about now; a presigned URL may be older, as long as it says itself. */
final class CheckTime {
  private CheckTime() {}

  static void check(Claim claim, Duration allowedSkew, Instant now) throws RefusedSignature {
    Instant signedAt = Timestamps.instant(claim.timestamp()).orElseThrow();
    boolean tooNew = signedAt.isAfter(now.plus(allowedSkew));
    if (claim.expires().isPresent() && !tooNew) {
      Instant expiry = signedAt.plusSeconds(claim.expires().get());
      if (now.isAfter(expiry)) {
        throw new RefusedSignature(new PresignExpired(expiry, now));
      }
      return;
    }
    if (tooNew || signedAt.isBefore(now.minus(allowedSkew))) {
      throw new RefusedSignature(
          new Skewed(claim.timestamp(), signedAt, now, allowedSkew.toSeconds()));
    }
  }
}
