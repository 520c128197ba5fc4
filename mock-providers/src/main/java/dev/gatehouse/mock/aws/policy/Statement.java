package dev.gatehouse.mock.aws.policy;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One statement of a policy.
 *
 * @param denies Effect: Deny; it weighs more than any Allow
 * @param principals who it is about; null in an identity policy, which is about its owner
 * @param actions what it is about
 * @param resources what it is about them of; of a trust policy always its role
 * @param conditions all of which have to hold
 */
record Statement(
    boolean denies,
    @Nullable PrincipalMatch principals,
    Patterns actions,
    Patterns resources,
    List<Condition> conditions) {
  Statement {
    conditions = List.copyOf(conditions);
  }

  /** Whether it is about a request. */
  boolean applies(RequestContext request) {
    String action = request.action().toLowerCase(Locale.ROOT);
    return (principals == null || principals.matches(request.caller()))
        && actions.cover(one -> Wildcard.matches(one.toLowerCase(Locale.ROOT), action))
        && resources.cover(one -> fits(one, request))
        && conditions.stream().allMatch(condition -> condition.holds(request));
  }

  /** Whether it names the caller itself, and not only the account it belongs to. */
  boolean namesCaller(RequestContext request) {
    return principals != null && principals.namesItself(request.caller());
  }

  private static boolean fits(String resource, RequestContext request) {
    return PolicyVariables.replace(resource, request)
        .filter(pattern -> Wildcard.matches(pattern, request.resource()))
        .isPresent();
  }
}
