package dev.gatehouse.conformance.client;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/**
 * The user and the browser of a login, as the suite plays them: a client hands over the
 * authorization request, and gets the authorization response (RFC 6749, sections 4.1.1 and 4.1.2).
 *
 * @since 0.1
 */
@FunctionalInterface
public interface UserAgent {
  /**
   * Visits the authorization URI, as a browser would, and goes where it is sent from there.
   *
   * @param authorizationUri with the whole authorization request
   * @param redirectUri where the client expects the user back
   * @return where the user was sent back to, for the client to read; empty when a browser has gone
   *     there, so that whoever listens at {@code redirectUri} sees it
   * @throws IOException when the visit leads nowhere
   */
  Optional<URI> authorize(URI authorizationUri, URI redirectUri) throws IOException;

  /**
   * The suite's own browser. It delivers a redirect to this machine's loopback address by GET, and
   * does not wait for the page; where nobody listens, and anywhere else, it hands the redirect back
   * instead.
   */
  static UserAgent ofTheSuite() {
    return new Browser();
  }
}
