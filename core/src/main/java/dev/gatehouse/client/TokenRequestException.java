package dev.gatehouse.client;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The token endpoint gave no token that can be used: it answered an error (RFC 6749, section 5.2)
 * or something that is no token response.
 *
 * @since 0.1
 */
public final class TokenRequestException extends ConnectionException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final @Nullable String error;
  private final @Nullable String description;
  private final @Nullable String uri;

  TokenRequestException(String message, int status) {
    this(message, status, null, null, null);
  }

  TokenRequestException(
      String message,
      int status,
      @Nullable String error,
      @Nullable String description,
      @Nullable String uri) {
    super(Step.AUTHENTICATE, message, null);
    this.status = status;
    this.error = error;
    this.description = description;
    this.uri = uri;
  }

  /** The HTTP status of the token endpoint's answer; 0 when there was none that is whole. */
  public int status() {
    return status;
  }

  /** The error code, for example {@code invalid_client}; kept as received when it is unknown. */
  public Optional<String> error() {
    return Optional.ofNullable(error);
  }

  /** The endpoint's {@code error_description}, the client's own secret masked. */
  public Optional<String> description() {
    return Optional.ofNullable(description);
  }

  /** The endpoint's {@code error_uri}, the client's own secret masked. */
  public Optional<String> uri() {
    return Optional.ofNullable(uri);
  }
}
