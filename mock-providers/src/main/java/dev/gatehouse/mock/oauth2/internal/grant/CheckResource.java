package dev.gatehouse.mock.oauth2.internal.grant;

import dev.gatehouse.mock.oauth2.OAuth2Refusal;
import dev.gatehouse.mock.oauth2.Parameters;
import dev.gatehouse.mock.oauth2.RegisteredClient;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;

/** Tokens are for the APIs that are asked for and allowed (RFC 8707, section 2). */
public final class CheckResource {
  private CheckResource() {}

  /** The APIs asked for, or the client's usual one when none is. */
  public static List<String> ofClient(Parameters parameters, RegisteredClient client)
      throws OAuth2Refusal {
    List<String> asked = parameters.all("resource");
    return asked.isEmpty()
        ? List.of(client.audience().iterator().next())
        : within(asked, client.audience());
  }

  /** The APIs asked for, or all of {@code allowed} when none is (RFC 8707, section 2.2). */
  public static List<String> ofToken(Parameters parameters, List<String> allowed)
      throws OAuth2Refusal {
    List<String> asked = parameters.all("resource");
    return asked.isEmpty() ? allowed : within(asked, allowed);
  }

  private static List<String> within(List<String> asked, Collection<String> allowed)
      throws OAuth2Refusal {
    for (String resource : asked) {
      if (!isAbsolute(resource)) {
        throw OAuth2Refusal.invalidTarget(
            "the parameter resource is no absolute URI without fragment (RFC 8707, section 2)");
      }
      if (!allowed.contains(resource)) {
        throw OAuth2Refusal.invalidTarget(
            "the parameter resource names an API the client may have no token for; it may for: "
                + String.join(" ", allowed));
      }
    }
    return List.copyOf(new LinkedHashSet<>(asked));
  }

  private static boolean isAbsolute(String resource) {
    try {
      URI uri = new URI(resource);
      return uri.isAbsolute() && uri.getRawFragment() == null;
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
