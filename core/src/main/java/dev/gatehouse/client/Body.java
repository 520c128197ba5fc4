package dev.gatehouse.client;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * The body of a request.
 *
 * @since 0.1
 */
public sealed interface Body {
  /** No body at all. */
  record None() implements Body {}

  /** A body in memory; it can be sent again. */
  record Bytes(byte[] bytes, String contentType) implements Body {}

  /**
   * A body read while it is sent.
   *
   * @param source opens the stream; called once for each time the body is sent
   * @param contentType the media type
   * @param length in bytes, or -1 when unknown (then sent in chunks)
   * @param repeatable whether {@code source} can be opened again for a retry
   */
  record Stream(Source source, String contentType, long length, boolean repeatable)
      implements Body {}

  /** Opens a body's stream. */
  @FunctionalInterface
  interface Source {
    /** A new stream, positioned at the start; the connection closes it. */
    InputStream open() throws IOException;
  }

  /** No body. */
  static Body none() {
    return new None();
  }

  /** Text as UTF-8. */
  static Body text(String text, String contentType) {
    return new Bytes(text.getBytes(StandardCharsets.UTF_8), contentType);
  }

  /** A JSON text. */
  static Body json(String json) {
    return text(json, "application/json");
  }
}
