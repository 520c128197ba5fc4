package dev.gatehouse.mock.aws.sts;

import dev.gatehouse.mock.aws.iam.Actor;
import dev.gatehouse.mock.aws.iam.Role;
import dev.gatehouse.mock.aws.policy.Decision;
import dev.gatehouse.mock.aws.policy.RequestContext;
import dev.gatehouse.mock.aws.policy.RequestContext.Caller;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether a caller may do something with a role: the role has to trust them, and they have to be
 * allowed to, unless a role of their own account trusts them by name (AWS documentation: "Policy
 * evaluation logic" and "Cross-account policy evaluation logic").
 */
final class MayAssume {
  private MayAssume() {}

  /**
   * Judges one action.
   *
   * @return why not, for the journal; empty when they may
   */
  static Optional<String> refusal(
      Actor caller, String action, Role role, Map<String, List<String>> keys) {
    RequestContext request =
        new RequestContext(caller.asCaller(), action, role.principal().arn(), keys);
    Decision trust = role.trust().decide(request);
    if (trust == Decision.DENIED) {
      return Optional.of("the trust policy of " + role + " denies " + action + " explicitly");
    }
    if (!trust.allows()) {
      return Optional.of(trustProblem(action, role, keys));
    }
    Decision own = caller.decide(request);
    if (own == Decision.DENIED) {
      return Optional.of("a policy of " + caller.principal().arn() + " denies " + action);
    }
    boolean sameAccount = caller.principal().accountId().equals(role.principal().accountId());
    boolean enough =
        own.allows()
            || (sameAccount
                && trust == Decision.ALLOWED_BY_NAME
                && (caller.decideBySession(request).allows()
                    || namesSession(role, request, caller)));
    return enough
        ? Optional.empty()
        : Optional.of(
            "the role trusts the caller, but no policy of "
                + caller.identity()
                + " and its session allows "
                + action
                + " on "
                + role
                + (sameAccount ? "" : ", which across accounts both sides have to"));
  }

  /** Session policies do not limit what is granted to the session's own ARN. */
  private static boolean namesSession(Role role, RequestContext request, Actor caller) {
    Caller session = Caller.aws(caller.principal().accountId(), caller.principal().arn());
    RequestContext bySession =
        new RequestContext(session, request.action(), request.resource(), request.keys());
    return role.trust().decide(bySession) == Decision.ALLOWED_BY_NAME;
  }

  private static String trustProblem(String action, Role role, Map<String, List<String>> keys) {
    boolean externalId = keys.containsKey("sts:ExternalId");
    return "the trust policy of "
        + role
        + " does not allow this caller "
        + action
        + " under these conditions; the request came "
        + (externalId
            ? "with an ExternalId: is it the one the policy asks for?"
            : "without an ExternalId: does the policy ask for one?");
  }
}
