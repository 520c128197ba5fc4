package dev.gatehouse.mock.oauth2.internal.authorize;

import dev.gatehouse.mock.oauth2.OpenIdRequest;
import dev.gatehouse.mock.oauth2.Parameters;
import dev.gatehouse.mock.oauth2.RegisteredClient;
import dev.gatehouse.mock.oauth2.internal.ledger.Code.Challenge;
import dev.gatehouse.mock.oauth2.internal.login.Prompt;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An authorization request in which all but the user is settled (RFC 6749, section 4.1.1).
 *
 * @param parameters all of them
 * @param client who asks; known, but not proved
 * @param redirection where the answer goes
 * @param scopes what it wants to do
 * @param audience the APIs it wants to do it at
 * @param challenge of PKCE; null for none
 * @param openId what it wants to know of the user
 * @param prompt how the user is to be bothered
 */
public record AuthorizationRequest(
    Parameters parameters,
    RegisteredClient client,
    Redirection redirection,
    Set<String> scopes,
    List<String> audience,
    @Nullable Challenge challenge,
    OpenIdRequest openId,
    Prompt prompt) {
  public AuthorizationRequest {
    audience = List.copyOf(audience);
  }
}
