package dev.gatehouse.client;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The user was not logged in: the authorization server answered an error (RFC 6749, section
 * 4.1.2.1), or what came back cannot be trusted. No code was sent to the token endpoint, unless the
 * message is about an ID token.
 *
 * @since 0.1
 */
public final class AuthorizationFailedException extends ConnectionException {
  private static final long serialVersionUID = 1L;

  private final @Nullable String error;
  private final @Nullable String description;
  private final @Nullable String uri;

  AuthorizationFailedException(String message) {
    this(message, null, null, null);
  }

  AuthorizationFailedException(
      String message, @Nullable String error, @Nullable String description, @Nullable String uri) {
    super(Step.AUTHENTICATE, message, null);
    this.error = error;
    this.description = description;
    this.uri = uri;
  }

  /** The error code, for example {@code access_denied}; kept as received when it is unknown. */
  public Optional<String> error() {
    return Optional.ofNullable(error);
  }

  /** The server's {@code error_description}, the connection's own secrets masked. */
  public Optional<String> description() {
    return Optional.ofNullable(description);
  }

  /** The server's {@code error_uri}, the connection's own secrets masked. */
  public Optional<String> uri() {
    return Optional.ofNullable(uri);
  }
}
