package dev.gatehouse.client;

import dev.gatehouse.connection.Secret;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Logs in without a browser: follows the authorization server's redirects, fills in its login form,
 * agrees on its consent page, and stops where the user would be sent back to. It runs no script,
 * and each login starts without cookies. The password is sent once for each login, and only from
 * and to the origin of the authorization URI.
 *
 * <p>Given to a connection, it uses that connection's trust and limits.
 *
 * @since 0.1
 */
public final class HeadlessBrowser implements UserAgent {
  /** The wire of a connection; none until a connection has it. */
  private record Over(Wire wire, ClientOptions options) {}

  private final PageWalk.@Nullable Credentials credentials;
  private final @Nullable Over over;

  /** For a server that logs its user in without asking. */
  public HeadlessBrowser() {
    this.credentials = null;
    this.over = null;
  }

  /** For a server that asks for user name and password. */
  public HeadlessBrowser(String username, Secret password) {
    this.credentials = new PageWalk.Credentials(username, password);
    this.over = null;
  }

  private HeadlessBrowser(PageWalk.@Nullable Credentials credentials, @Nullable Over over) {
    this.credentials = credentials;
    this.over = over;
  }

  /** The same, on a connection's wire. */
  HeadlessBrowser over(Wire wire, ClientOptions options) {
    return new HeadlessBrowser(credentials, new Over(wire, options));
  }

  /**
   * Walks from the authorization page to the redirect URI, which is not fetched.
   *
   * @return the URI the server sent the user back to
   * @throws IOException if the pages lead elsewhere or nowhere; the message has what the last page
   *     tells
   * @throws ConnectionException if a page cannot be fetched
   */
  @Override
  public Optional<URI> authorize(URI authorizationUri, URI redirectUri) throws IOException {
    if (over != null) {
      return Optional.of(walk(over.wire(), over.options(), authorizationUri, redirectUri));
    }
    ClientOptions options = ClientOptions.defaults();
    try (Wire wire = new Wire(TrustedTls.ofPlatform(), options, PoolSettings.standard(options))) {
      return Optional.of(walk(wire, options, authorizationUri, redirectUri));
    }
  }

  private URI walk(Wire wire, ClientOptions options, URI authorizationUri, URI redirectUri)
      throws IOException {
    return new PageWalk(new Visits(wire, options), authorizationUri, redirectUri, credentials)
        .walk();
  }

  /** No user name and no password. */
  @Override
  public String toString() {
    return credentials == null ? "HeadlessBrowser" : "HeadlessBrowser[logs a user in]";
  }
}
