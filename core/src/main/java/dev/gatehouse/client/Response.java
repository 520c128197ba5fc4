package dev.gatehouse.client;

import java.nio.charset.StandardCharsets;

/**
 * An answer, read whole.
 *
 * @param status the HTTP status code
 * @param headers as received
 * @param body the bytes, decoded from any transfer coding
 * @since 0.1
 */
public record Response(int status, Headers headers, byte[] body) {
  /** The body as UTF-8 text. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }
}
