package dev.gatehouse.mock.aws.iam;

import dev.gatehouse.mock.aws.policy.Policy;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An AWS account.
 *
 * @since 0.1
 */
public final class Account {
  private final Iam iam;
  private final String id;
  private final Map<String, IamUser> users = new ConcurrentHashMap<>();
  private final Map<String, Role> roles = new ConcurrentHashMap<>();
  private final Map<String, Policy> policies = new ConcurrentHashMap<>();

  Account(Iam iam, String id) {
    this.iam = iam;
    this.id = id;
  }

  /** Its twelve digits. */
  public String id() {
    return id;
  }

  /** The user by this name, made when there is none. */
  public IamUser user(String name) {
    requireName(name);
    return users.computeIfAbsent(name, any -> new IamUser(iam, id, any));
  }

  /**
   * Makes a role, in place of one by the same name.
   *
   * @param trustPolicy who may assume it, in AWS's JSON
   * @throws dev.gatehouse.mock.aws.policy.MalformedPolicyException if it is none
   */
  public Role role(String name, String trustPolicy) {
    requireName(name);
    Role role = new Role(id, name, trustPolicy);
    roles.put(name, role);
    return role;
  }

  /** The role by this name. */
  public Optional<Role> role(String name) {
    return Optional.ofNullable(roles.get(name));
  }

  /**
   * Makes a managed policy, in place of one by the same name: requests for sessions may name it in
   * {@code PolicyArns}.
   *
   * @param json an identity policy in AWS's form
   * @return its ARN
   * @throws dev.gatehouse.mock.aws.policy.MalformedPolicyException if it is none
   */
  public String managedPolicy(String name, String json) {
    requireName(name);
    String arn = "arn:aws:iam::" + id + ":policy/" + name;
    policies.put(arn, Policy.identity(json));
    return arn;
  }

  /** The managed policy of this account with this ARN. */
  public Optional<Policy> managedPolicy(String arn) {
    return Optional.ofNullable(policies.get(arn));
  }

  void forgetUsedCodes() {
    users.values().forEach(IamUser::forgetUsedCodes);
  }

  private static void requireName(String name) {
    if (!name.matches("[\\w+=,.@-]{1,64}")) {
      throw new IllegalArgumentException(
          "name: 1 to 64 letters, digits and + = , . @ - _ are right, not '" + name + "'");
    }
  }
}
