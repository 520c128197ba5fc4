package dev.gatehouse.mock.aws.sts;

import dev.gatehouse.mock.aws.Principal;
import dev.gatehouse.mock.aws.iam.IamSession;
import dev.gatehouse.mock.aws.iam.Identity;
import dev.gatehouse.mock.aws.iam.Role;
import dev.gatehouse.mock.aws.policy.RequestContext.Caller;
import java.util.Optional;

/**
 * Who signed a request to STS.
 *
 * @param principal a user, or the session of a role
 * @param identity whose policies count
 * @param session of temporary credentials
 */
record StsCaller(Principal principal, Identity identity, Optional<IamSession> session) {
  /** Policies may name a session by its own ARN or by its role's. */
  Caller asCaller() {
    return Caller.aws(principal.accountId(), principal.arn(), identity.principal().arn());
  }

  /** Whether a role called, which then chains. */
  boolean isRole() {
    return identity instanceof Role;
  }
}
