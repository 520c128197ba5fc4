package dev.gatehouse.mock.oauth2.internal.client;

import java.net.URI;
import java.net.URISyntaxException;

/**
 * Users can be sent there at all: it is an absolute URI without a fragment (RFC 6749, section
 * 3.1.2).
 */
public final class CheckReturnUris {
  private CheckReturnUris() {}

  /**
   * Refuses the first that is none.
   *
   * @param setting where it is registered, for the message
   * @throws IllegalArgumentException with a message that starts with the setting
   */
  public static void check(String setting, String... uris) {
    for (String uri : uris) {
      if (!isTarget(uri)) {
        throw new IllegalArgumentException(
            setting
                + ": must be absolute and without a fragment, such as https://app.example/back,"
                + " not: "
                + uri);
      }
    }
  }

  private static boolean isTarget(String text) {
    try {
      URI uri = new URI(text);
      return uri.isAbsolute() && uri.getRawFragment() == null;
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
