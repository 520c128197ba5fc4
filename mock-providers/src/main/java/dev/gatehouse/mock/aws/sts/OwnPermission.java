package dev.gatehouse.mock.aws.sts;

import dev.gatehouse.mock.aws.iam.Actor;
import dev.gatehouse.mock.aws.iam.ContextKeys;
import dev.gatehouse.mock.aws.policy.RequestContext;

/** An action that the caller's own policies have to allow, as nobody else's say anything to it. */
final class OwnPermission {
  private OwnPermission() {}

  static void require(Actor caller, String action, String resource, ContextKeys keys)
      throws StsRefusal {
    RequestContext request = new RequestContext(caller.asCaller(), action, resource, keys.all());
    if (!caller.decide(request).allows()) {
      throw StsRefusal.unauthorized(
          caller,
          action,
          resource,
          "the policies of " + caller.identity() + " do not allow " + action + ", or deny it");
    }
  }
}
