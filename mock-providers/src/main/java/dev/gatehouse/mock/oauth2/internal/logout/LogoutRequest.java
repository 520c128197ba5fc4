package dev.gatehouse.mock.oauth2.internal.logout;

import dev.gatehouse.mock.oauth2.RegisteredClient;
import dev.gatehouse.mock.oauth2.internal.openid.IdTokenHints.Hint;
import java.util.Optional;

/**
 * A wish to log out in which all but the person is settled.
 *
 * @param client who wishes it, if that is known
 * @param hint whose log-in is meant, if that is proved
 * @param redirectUri where to go afterwards: the client's own
 * @param state goes along as it came
 */
record LogoutRequest(
    Optional<RegisteredClient> client,
    Optional<Hint> hint,
    Optional<String> redirectUri,
    Optional<String> state) {}
