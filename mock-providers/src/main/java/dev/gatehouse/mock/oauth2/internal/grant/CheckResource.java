package dev.gatehouse.mock.oauth2.internal.grant;

import dev.gatehouse.mock.oauth2.OAuth2Refusal;
import dev.gatehouse.mock.oauth2.Parameters;
import dev.gatehouse.mock.oauth2.RegisteredClient;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

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

  /**
   * The APIs asked for by their URIs or by their names, or the client's usual one when none is (RFC
   * 8693, section 2.1).
   */
  public static List<String> ofExchange(Parameters parameters, RegisteredClient client)
      throws OAuth2Refusal {
    List<String> named = parameters.all("audience");
    for (String name : named) {
      if (!client.audience().contains(name)) {
        throw OAuth2Refusal.invalidTarget(
            "the parameter audience names an API the client may have no token for; it may for: "
                + String.join(" ", client.audience()));
      }
    }
    if (named.isEmpty()) {
      return ofClient(parameters, client);
    }
    Set<String> all = new LinkedHashSet<>(within(parameters.all("resource"), client.audience()));
    all.addAll(named);
    return List.copyOf(all);
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
