package dev.gatehouse.client;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/**
 * Brings a user to the authorization page and back (RFC 6749, section 4.1). It is asked once for
 * each login, and never by two threads of a connection at once.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface UserAgent {
  /**
   * Shows the authorization page to the user.
   *
   * @param authorizationUri the page, with every parameter of the request
   * @param redirectUri where the user is sent back to
   * @return the URI the user was sent back to when this agent caught it itself; empty when the
   *     browser goes there by itself, so that a loopback receiver sees it
   * @throws IOException if the page cannot be shown, or leads nowhere; the message reaches the
   *     caller in an {@link AuthorizationFailedException}
   */
  Optional<URI> authorize(URI authorizationUri, URI redirectUri) throws IOException;
}
