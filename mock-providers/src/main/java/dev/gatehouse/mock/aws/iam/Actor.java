package dev.gatehouse.mock.aws.iam;

import dev.gatehouse.mock.aws.Principal;
import dev.gatehouse.mock.aws.policy.Decision;
import dev.gatehouse.mock.aws.policy.Policy;
import dev.gatehouse.mock.aws.policy.RequestContext;
import dev.gatehouse.mock.aws.policy.RequestContext.Caller;
import java.util.List;
import java.util.Optional;

/**
 * Whom an access key stands for.
 *
 * @param principal a user, or a session
 * @param identity whose policies count
 * @param session of temporary credentials; empty for a user's own key
 * @since 0.1
 */
public record Actor(Principal principal, Identity identity, Optional<IamSession> session) {
  /** As policies may name it: a session by its own ARN or by its role's. */
  public Caller asCaller() {
    return Caller.aws(principal.accountId(), principal.arn(), identity.principal().arn());
  }

  /** Whether it is the session of a role. */
  public boolean isRole() {
    return identity instanceof Role;
  }

  /** Whether it is somebody whom a user federated (GetFederationToken). */
  public boolean isFederatedUser() {
    return identity instanceof IamUser && !principal.equals(identity.principal());
  }

  /**
   * What its own policies say to a request: those of the identity, which those of the session
   * narrow (AWS documentation: "Policy evaluation logic").
   */
  public Decision decide(RequestContext request) {
    Decision own = together(identity.policies(), request);
    if (own == Decision.DENIED || !isNarrowed()) {
      return own;
    }
    Decision narrowing = decideBySession(request);
    return narrowing.allows() ? own : narrowing;
  }

  /** What the policies of its session alone say; without any they say nothing against it. */
  public Decision decideBySession(RequestContext request) {
    return isNarrowed()
        ? together(session.map(IamSession::policies).orElse(List.of()), request)
        : Decision.ALLOWED;
  }

  private boolean isNarrowed() {
    return session.map(one -> !one.policies().isEmpty()).orElse(false);
  }

  private static Decision together(List<Policy> policies, RequestContext request) {
    Decision together = Decision.NOT_ALLOWED;
    for (Policy policy : policies) {
      Decision one = policy.decide(request);
      if (one == Decision.DENIED) {
        return one;
      }
      together = one.allows() ? one : together;
    }
    return together;
  }
}
