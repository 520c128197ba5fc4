package dev.gatehouse.mock.oauth2.internal.cors;

import dev.gatehouse.mock.oauth2.internal.client.ClientRegistry;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whose pages may read an endpoint's answers: an origin is scheme, host and port (RFC 6454). */
public sealed interface Origins {
  /** Anybody's, as for documents that are public. */
  record Any() implements Origins {
    @Override
    public boolean allow(String origin) {
      return true;
    }
  }

  /**
   * Those that users are sent back to, and those that are named. As with redirects, the port of a
   * loopback address may differ (RFC 8252, section 7.3).
   *
   * @param clients whose redirect URIs count
   * @param named more of them, in the form browsers send
   */
  record OfClients(ClientRegistry clients, Set<String> named) implements Origins {
    private static final Pattern HTTP = Pattern.compile("(https?://[^/?#]+).*");
    private static final Pattern LOOPBACK =
        Pattern.compile("(http://(?:127\\.0\\.0\\.1|\\[::1]))(?::[0-9]{1,5})?");

    @Override
    public boolean allow(String origin) {
      return named.contains(origin)
          || clients.all().stream()
              .flatMap(client -> client.redirectUris().stream())
              .anyMatch(uri -> isOrigin(uri, origin));
    }

    private static boolean isOrigin(String redirectUri, String origin) {
      Matcher http = HTTP.matcher(redirectUri.toLowerCase(Locale.ROOT));
      if (!http.matches()) {
        return false;
      }
      String registered = http.group(1).replaceFirst("^(http:.*):80$|^(https:.*):443$", "$1$2");
      Matcher own = LOOPBACK.matcher(registered);
      Matcher came = LOOPBACK.matcher(origin);
      return registered.equals(origin)
          || (own.matches() && came.matches() && own.group(1).equals(came.group(1)));
    }
  }

  /** Whether pages of an origin may. */
  boolean allow(String origin);
}
