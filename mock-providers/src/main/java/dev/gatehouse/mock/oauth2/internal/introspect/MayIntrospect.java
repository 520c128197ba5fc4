package dev.gatehouse.mock.oauth2.internal.introspect;

import dev.gatehouse.mock.oauth2.RegisteredClient;
import dev.gatehouse.mock.oauth2.internal.lookup.IssuedToken;
import java.util.Optional;

/**
 * Whose business a token is: the client's it was issued to, and the API's it is for (RFC 7662,
 * section 4: a token for one API is not active at another). A refresh token is for this server
 * alone, so no API learns of it.
 */
final class MayIntrospect {
  private MayIntrospect() {}

  /** Why a client may not; empty when it may. */
  static Optional<String> objection(RegisteredClient client, IssuedToken token) {
    if (token instanceof IssuedToken.Access access) {
      return access.clientId().equals(client.id()) || access.isFor(client)
          ? Optional.empty()
          : Optional.of(
              "the token is good, but was neither issued to client "
                  + client.id()
                  + " nor is for an API it is registered for by resourceServerFor: its aud is "
                  + access.claims().get("aud"));
    }
    return token instanceof IssuedToken.Refresh refresh
            && refresh.token().clientId().equals(client.id())
        ? Optional.empty()
        : Optional.of(
            "the refresh token is good, but was issued to another client than " + client.id());
  }
}
