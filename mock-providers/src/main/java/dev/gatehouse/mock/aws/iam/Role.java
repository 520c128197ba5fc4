package dev.gatehouse.mock.aws.iam;

import dev.gatehouse.mock.aws.Principal;
import dev.gatehouse.mock.aws.policy.Policy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A role of an account, which those may assume whom its trust policy names.
 *
 * @since 0.1
 */
public final class Role implements Identity {
  private static final Duration SHORTEST = Duration.ofHours(1);
  private static final Duration LONGEST = Duration.ofHours(12);

  private final String name;
  private final Principal principal;
  private final List<Policy> policies = new CopyOnWriteArrayList<>();
  private volatile Policy trust;
  private volatile Duration maxSessionDuration = Duration.ofHours(1);

  Role(String accountId, String name, String trustPolicy) {
    this.name = name;
    this.principal =
        new Principal(
            accountId, "arn:aws:iam::" + accountId + ":role/" + name, UniqueIds.principal("AROA"));
    this.trust = Policy.trust(trustPolicy);
  }

  /** The name. */
  public String name() {
    return name;
  }

  @Override
  public Principal principal() {
    return principal;
  }

  /** Who may assume it. */
  public Policy trust() {
    return trust;
  }

  /**
   * Says anew who may assume it.
   *
   * @param json a trust policy in AWS's form
   * @throws dev.gatehouse.mock.aws.policy.MalformedPolicyException if it is none
   */
  public Role trust(String json) {
    trust = Policy.trust(json);
    return this;
  }

  /**
   * Says what its sessions may do.
   *
   * @param json an identity policy in AWS's form
   * @throws dev.gatehouse.mock.aws.policy.MalformedPolicyException if it is none
   */
  public Role policy(String json) {
    policies.add(Policy.identity(json));
    return this;
  }

  @Override
  public List<Policy> policies() {
    return policies;
  }

  /** The longest a session of it may be; an hour unless said otherwise. */
  public Duration maxSessionDuration() {
    return maxSessionDuration;
  }

  /**
   * Says how long a session may be.
   *
   * @param longest one to twelve hours
   */
  public Role maxSessionDuration(Duration longest) {
    if (longest.compareTo(SHORTEST) < 0 || longest.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "maxSessionDuration: must be one to twelve hours, not " + longest);
    }
    maxSessionDuration = longest;
    return this;
  }

  @Override
  public String toString() {
    return principal.arn();
  }
}
