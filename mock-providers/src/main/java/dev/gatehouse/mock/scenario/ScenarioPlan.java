package dev.gatehouse.mock.scenario;

import dev.gatehouse.connection.AuthType;
import dev.gatehouse.mock.oauth2.OAuth2Provider;

/**
 * How a scenario is to differ from the one of the line-up. It stands beside that one, at the same
 * issuer, with credentials of its own.
 *
 * @since 0.1
 */
public sealed interface ScenarioPlan permits ClientCredentialsPlan, AuthorizationCodePlan {
  /** The auth type of the scenario. */
  AuthType type();

  /**
   * Sets up both sides.
   *
   * @param site the server
   * @param issuer where the client gets its tokens
   * @param name tells the scenario from others of its type: of the connection, and of the path
   *     {@code /api/NAME}
   */
  Scenario assemble(Site site, OAuth2Provider issuer, String name);
}
