package dev.gatehouse.mock.aws.policy;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One statement of a policy.
 *
 * @param denies Effect: Deny; it weighs more than any Allow
 * @param principals who it is about; null in an identity policy, which is about its owner
 * @param actions it is about, with wildcards
 * @param notActions it is about all but these
 * @param resources it is about, with wildcards; empty in a trust policy, which is about its role
 * @param notResources it is about all but these
 * @param conditions all of which have to hold
 */
record Statement(
    boolean denies,
    @Nullable PrincipalMatch principals,
    List<String> actions,
    List<String> notActions,
    List<String> resources,
    List<String> notResources,
    List<Condition> conditions) {
  Statement {
    actions = List.copyOf(actions);
    notActions = List.copyOf(notActions);
    resources = List.copyOf(resources);
    notResources = List.copyOf(notResources);
    conditions = List.copyOf(conditions);
  }

  /** Whether it is about a request. */
  boolean applies(RequestContext request) {
    return (principals == null || principals.matches(request.caller()))
        && coversAction(request.action())
        && coversResource(request)
        && conditions.stream().allMatch(condition -> condition.holds(request));
  }

  /** Whether it names the caller itself, and not only the account it belongs to. */
  boolean namesCaller(RequestContext request) {
    return principals != null && principals.namesItself(request.caller());
  }

  private boolean coversAction(String action) {
    String lower = action.toLowerCase(Locale.ROOT);
    return notActions.isEmpty()
        ? actions.stream().anyMatch(p -> Wildcard.matches(p.toLowerCase(Locale.ROOT), lower))
        : notActions.stream().noneMatch(p -> Wildcard.matches(p.toLowerCase(Locale.ROOT), lower));
  }

  private boolean coversResource(RequestContext request) {
    if (!notResources.isEmpty()) {
      return notResources.stream().noneMatch(pattern -> fits(pattern, request));
    }
    return resources.isEmpty()
        ? principals != null
        : resources.stream().anyMatch(pattern -> fits(pattern, request));
  }

  private static boolean fits(String pattern, RequestContext request) {
    Optional<String> replaced = PolicyVariables.replace(pattern, request);
    return replaced.filter(p -> Wildcard.matches(p, request.resource())).isPresent();
  }
}
