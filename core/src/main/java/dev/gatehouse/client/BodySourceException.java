package dev.gatehouse.client;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The caller's own body failed while it was sent; told apart from a broken connection. */
final class BodySourceException extends IOException {
  private static final long serialVersionUID = 1L;

  BodySourceException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
