package dev.gatehouse.mock.oauth2.internal.grant;

import dev.gatehouse.mock.oauth2.OAuth2Refusal;
import dev.gatehouse.mock.oauth2.Parameters;
import dev.gatehouse.mock.oauth2.RegisteredClient;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/** No scope beyond those the client may have (RFC 6749, section 3.3). */
public final class CheckScope {
  private CheckScope() {}

  /** The scopes asked for, or all that the client is registered for when it asks for none. */
  public static Set<String> ofClient(Parameters parameters, RegisteredClient client)
      throws OAuth2Refusal {
    Optional<String> asked = parameters.get("scope");
    return asked.isEmpty()
        ? client.scopes()
        : within(
            asked.get(),
            client.scopes(),
            "client " + client.id() + " asked for the scope ",
            ", but is registered for: ");
  }

  /** The scopes asked for, or all of {@code allowed} when none are. */
  public static Set<String> ofToken(Parameters parameters, Set<String> allowed)
      throws OAuth2Refusal {
    Optional<String> asked = parameters.get("scope");
    return asked.isEmpty()
        ? allowed
        : within(
            asked.get(), allowed, "the request asked for the scope ", ", but was granted only: ");
  }

  private static Set<String> within(
      String asked, Collection<String> allowed, String before, String after) throws OAuth2Refusal {
    Set<String> scopes =
        Scopes.parse(asked)
            .orElseThrow(
                () ->
                    OAuth2Refusal.invalidScope(
                        "the parameter scope is malformed: scopes are separated by one space each,"
                            + " of printable US-ASCII (RFC 6749, section 3.3)"));
    for (String scope : scopes) {
      if (!allowed.contains(scope)) {
        throw OAuth2Refusal.invalidScope(before + scope + after + String.join(" ", allowed));
      }
    }
    return scopes;
  }
}
