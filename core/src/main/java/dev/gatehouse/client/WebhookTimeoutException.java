package dev.gatehouse.client;

import java.time.Duration;

/**
 * No webhook came in time. The message says what came instead, if anything did.
 *
 * @since 0.1
 */
public final class WebhookTimeoutException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  WebhookTimeoutException(Duration timeout, int earlier, int elsewhere, int tooLarge) {
    super(
        "no webhook came within "
            + timeout.toMillis()
            + " ms; "
            + earlier
            + " came before"
            + (elsewhere == 0 ? "" : ", " + elsewhere + " went to another path and got 404")
            + (tooLarge == 0 ? "" : ", " + tooLarge + " did not fit and got 413"));
  }
}
