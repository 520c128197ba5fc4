package dev.gatehouse.client;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A request that reached a {@link WebhookReceiver}.
 *
 * @param method as sent
 * @param headers in the order received, names in their own case; compared without case
 * @param query raw, percent-encoded as received, without the question mark; null when there was
 *     none
 * @param body the payload, decoded from any transfer coding; empty when there was none
 * @since 0.1
 */
public record Webhook(String method, Headers headers, @Nullable String query, byte[] body) {
  /** The payload as UTF-8 text. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** Method and sizes only: any of the rest may be a secret. */
  @Override
  public String toString() {
    return "Webhook["
        + method
        + ", "
        + headers.fields().size()
        + " headers, "
        + body.length
        + " bytes]";
  }
}
