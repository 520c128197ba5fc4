package dev.gatehouse.mock.oauth2;

import java.util.Set;

/**
 * One way to get an access token. The grants of the standard register as any other does: {@link
 * OAuth2Provider.Builder#grant}.
 *
 * @since 0.1
 */
public interface Grant {
  /** The value of {@code grant_type} that asks for it. */
  String type();

  /**
   * Decides what the client gets.
   *
   * @param client authenticated, and registered for this grant
   * @param parameters of the token request
   * @throws OAuth2Refusal if it gets nothing
   */
  Access grant(RegisteredClient client, Parameters parameters) throws OAuth2Refusal;

  /**
   * What a token is to stand for.
   *
   * @param subject who acts
   * @param scopes what is allowed
   * @param audience the API the token is for
   */
  record Access(String subject, Set<String> scopes, String audience) {}
}
