package dev.gatehouse.client;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The Security Token Service gave no session of the role: it answered an error, or something that
 * is no answer of it.
 *
 * @since 0.1
 */
public final class AssumeRoleException extends ConnectionException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final @Nullable String code;
  private final @Nullable String description;
  private final @Nullable String requestId;

  AssumeRoleException(String message, int status) {
    this(message, status, null, null, null);
  }

  AssumeRoleException(
      String message,
      int status,
      @Nullable String code,
      @Nullable String description,
      @Nullable String requestId) {
    super(Step.AUTHENTICATE, message, null);
    this.status = status;
    this.code = code;
    this.description = description;
    this.requestId = requestId;
  }

  /** The HTTP status of the service's answer. */
  public int status() {
    return status;
  }

  /** The error code, for example {@code AccessDenied}. */
  public Optional<String> code() {
    return Optional.ofNullable(code);
  }

  /** The service's message, the secret access key masked. */
  public Optional<String> description() {
    return Optional.ofNullable(description);
  }

  /** What the service calls the request, for its support. */
  public Optional<String> requestId() {
    return Optional.ofNullable(requestId);
  }
}
