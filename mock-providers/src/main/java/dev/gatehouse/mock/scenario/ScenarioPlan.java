package dev.gatehouse.mock.scenario;

import dev.gatehouse.connection.AuthType;

/**
 * How a scenario is to differ from the one of the line-up. It stands beside that one, at the same
 * providers, with credentials of its own.
 *
 * @since 0.1
 */
public sealed interface ScenarioPlan
    permits ClientCredentialsPlan, AuthorizationCodePlan, AccessKeyPlan, IamRolePlan, NtlmPlan {
  /** The auth type of the scenario. */
  AuthType type();

  /**
   * Sets up both sides.
   *
   * @param site the server
   * @param providers what it shares with others
   * @param name tells the scenario from others of its type: of the connection, and of the path
   *     {@code /api/NAME}
   */
  Scenario assemble(Site site, Providers providers, String name);
}
