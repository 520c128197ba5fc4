package dev.gatehouse.mock.aws.iam;

import dev.gatehouse.mock.aws.Principal;
import dev.gatehouse.mock.aws.policy.Policy;
import java.util.List;

/**
 * Somebody with policies about what they may do: a user, or a role.
 *
 * @since 0.1
 */
public sealed interface Identity permits IamUser, Role {
  /** Who it is; of a role, not of one of its sessions. */
  Principal principal();

  /** What it may do; without any, nothing. */
  List<Policy> policies();
}
