package dev.gatehouse.mock.oauth2.internal.logout;

import dev.gatehouse.mock.oauth2.OAuth2Refusal;
import dev.gatehouse.mock.oauth2.Parameters;
import dev.gatehouse.mock.oauth2.RegisteredClient;
import dev.gatehouse.mock.oauth2.internal.client.ClientRegistry;
import dev.gatehouse.mock.oauth2.internal.openid.IdTokenHints;
import dev.gatehouse.mock.oauth2.internal.openid.IdTokenHints.Hint;
import java.util.Optional;

/**
 * The rules for a wish to log out (OpenID Connect RP-Initiated Logout, sections 2 to 4).
 *
 * @param hints verifies ID tokens
 * @param clients those there are
 */
record CheckLogoutRequest(IdTokenHints hints, ClientRegistry clients) {

  LogoutRequest of(Parameters parameters) throws OAuth2Refusal {
    Optional<Hint> hint = hints.of(parameters.get("id_token_hint"));
    Optional<RegisteredClient> client = client(parameters.get("client_id"), hint);
    return new LogoutRequest(
        client,
        hint,
        redirectUri(parameters.get("post_logout_redirect_uri"), client),
        parameters.get("state"));
  }

  /** Whom the ID token was issued to; a client_id beside it must be the same (section 2). */
  private Optional<RegisteredClient> client(Optional<String> id, Optional<Hint> hint)
      throws OAuth2Refusal {
    if (id.isEmpty()) {
      return hint.map(Hint::client);
    }
    RegisteredClient client =
        clients
            .find(id.get())
            .orElseThrow(
                () -> refusal("The client is not known.", clients.explainUnknown(id.get())));
    if (hint.isPresent() && !hint.get().client().id().equals(client.id())) {
      throw refusal(
          "The client_id does not match the ID token hint.",
          "the parameter client_id is "
              + client.id()
              + ", but the id_token_hint was issued to "
              + hint.get().client().id());
    }
    return Optional.of(client);
  }

  /** No address but the client's own, character by character (section 3). */
  private static Optional<String> redirectUri(
      Optional<String> asked, Optional<RegisteredClient> client) throws OAuth2Refusal {
    if (asked.isEmpty()) {
      return asked;
    }
    if (client.isEmpty()) {
      throw refusal(
          "The address to go to afterwards belongs to no known client.",
          "there is a post_logout_redirect_uri, but neither id_token_hint nor client_id to tell"
              + " whose it is");
    }
    if (!client.get().postLogoutRedirectUris().contains(asked.get())) {
      throw refusal(
          "The address to go to afterwards is not registered for this client.",
          "the post_logout_redirect_uri "
              + asked.get()
              + " is not registered for client "
              + client.get().id()
              + ", character by character; there are: "
              + String.join(" ", client.get().postLogoutRedirectUris()));
    }
    return asked;
  }

  private static OAuth2Refusal refusal(String description, String explanation) {
    return OAuth2Refusal.invalidRequest(description, explanation);
  }
}
