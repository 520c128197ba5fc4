package dev.gatehouse.mock.oauth2;

import java.util.Optional;
import java.util.Set;

/** The client acts for itself (RFC 6749, section 4.4). */
final class ClientCredentialsGrant implements Grant {
  static final String TYPE = "client_credentials";

  @Override
  public String type() {
    return TYPE;
  }

  /** The subject is the client (RFC 9068, section 2.2). */
  @Override
  public Access grant(RegisteredClient client, Parameters parameters) throws OAuth2Refusal {
    Optional<String> asked = parameters.get("scope");
    Set<String> scopes = asked.isEmpty() ? client.scopes() : allowed(asked.get(), client);
    return new Access(client.id(), scopes, client.audience());
  }

  /** No scope beyond those the client is registered for (RFC 6749, section 3.3). */
  private static Set<String> allowed(String asked, RegisteredClient client) throws OAuth2Refusal {
    Set<String> scopes =
        Scopes.parse(asked)
            .orElseThrow(
                () ->
                    invalidScope(
                        "the parameter scope is malformed: scopes are separated by one space each,"
                            + " of printable US-ASCII (RFC 6749, section 3.3)"));
    for (String scope : scopes) {
      if (!client.scopes().contains(scope)) {
        throw invalidScope(
            "client "
                + client.id()
                + " asked for the scope "
                + scope
                + ", but is registered for: "
                + String.join(" ", client.scopes()));
      }
    }
    return scopes;
  }

  private static OAuth2Refusal invalidScope(String explanation) {
    return new OAuth2Refusal(
        400,
        "invalid_scope",
        "The scope is malformed or not allowed for this client.",
        "grant",
        explanation);
  }
}
