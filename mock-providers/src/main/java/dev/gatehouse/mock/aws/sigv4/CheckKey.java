package dev.gatehouse.mock.aws.sigv4;

import dev.gatehouse.mock.aws.AccessKeys;
import dev.gatehouse.mock.aws.AccessKeys.Found;
import dev.gatehouse.mock.aws.AccessKeys.Session;
import dev.gatehouse.mock.aws.sigv4.SignatureFault.ExpiredToken;
import dev.gatehouse.mock.aws.sigv4.SignatureFault.UnknownKey;
import java.time.Instant;

/** The key exists, is active, and temporary credentials come with their token, in time. */
final class CheckKey {
  private CheckKey() {}

  static Found.Active find(AccessKeys keys, Claim claim, Instant now) throws RefusedSignature {
    Found found = keys.find(claim.accessKeyId());
    if (!(found instanceof Found.Active active)) {
      throw unknown(
          claim,
          found instanceof Found.Inactive ? "inactive-key" : "unknown-key",
          found instanceof Found.Inactive
              ? "the access key " + shown(claim) + " is inactive"
              : "there is no access key " + shown(claim));
    }
    if (active.session().isEmpty()) {
      if (claim.sessionToken().isPresent()) {
        throw unknown(
            claim,
            "stray-session-token",
            "the access key "
                + shown(claim)
                + " is a user's own; a session token belongs to"
                + " temporary credentials only");
      }
      return active;
    }
    Session session = active.session().get();
    if (claim.sessionToken().isEmpty()) {
      throw unknown(
          claim,
          "missing-session-token",
          "the access key "
              + shown(claim)
              + " is temporary, and its session token is missing: send it as"
              + " X-Amz-Security-Token");
    }
    if (!session.token().equals(claim.sessionToken().get())) {
      throw unknown(
          claim,
          "wrong-session-token",
          "the session token is not the one of the access key " + shown(claim));
    }
    if (!now.isBefore(session.expiry())) {
      throw new RefusedSignature(
          new ExpiredToken(
              "the session ended at "
                  + session.expiry()
                  + "; the server's clock says "
                  + now
                  + ". Get new credentials before the old ones end"));
    }
    return active;
  }

  /** An id that looks like none may be a secret in the wrong place. */
  private static String shown(Claim claim) {
    return claim.accessKeyId().matches("[A-Z0-9]{16,128}")
        ? claim.accessKeyId()
        : "by this id (an id is 16 to 128 capital letters and digits)";
  }

  private static RefusedSignature unknown(Claim claim, String reason, String explanation) {
    return new RefusedSignature(new UnknownKey(claim.accessKeyId(), reason, explanation));
  }
}
