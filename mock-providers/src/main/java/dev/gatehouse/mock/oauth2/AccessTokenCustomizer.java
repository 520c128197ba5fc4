package dev.gatehouse.mock.oauth2;

import java.util.Map;

/**
 * More claims of access tokens, decided when one is issued.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface AccessTokenCustomizer {
  /**
   * The claims to add. Claims that the server itself decides, such as {@code iss} and {@code exp},
   * cannot be replaced: a fault can.
   *
   * @param client who gets the token
   * @param authorization what the token stands for; its log-in tells the user
   */
  Map<String, Object> of(RegisteredClient client, Authorization authorization);
}
