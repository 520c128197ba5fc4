package dev.gatehouse.client;

import org.jspecify.annotations.Nullable;

/**
 * A request that is wrong in itself: a path that leaves the base URI, a header that cannot be sent,
 * a body that does not keep its word. Nothing of a request that fails at {@link Step#PREPARE} was
 * sent.
 *
 * @since 0.1
 */
public final class InvalidRequestException extends ConnectionException {
  private static final long serialVersionUID = 1L;

  InvalidRequestException(Step step, String message, @Nullable Throwable cause) {
    super(step, message, cause);
  }

  InvalidRequestException(String message) {
    this(Step.PREPARE, message, null);
  }
}
