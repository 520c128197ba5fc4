package dev.gatehouse.mock.http;

import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.io.EofException;
import org.jspecify.annotations.Nullable;

/**
 * Why a request was refused before it was whole.
 *
 * @param status of the answer
 * @param reason a stable word for it
 * @param explanation for the journal: what was wrong and what would have been right
 * @param answer what the client is told
 */
record Refusal(int status, String reason, String explanation, String answer) {
  private Refusal(int status, String reason, String explanation) {
    this(status, reason, explanation, explanation);
  }

  /** RFC 9110, section 15.5.14. */
  static Refusal bodyTooLarge(long limit) {
    return new Refusal(
        413, "body-too-large", "The request body is longer than the limit of " + limit + " bytes.");
  }

  /** It was to be kept in a file, and could not be: the disk is full, for example. */
  static Refusal bodyNotKept(IOException cause) {
    return new Refusal(
        500,
        "body-not-kept",
        "The request body was too long for memory and could not be kept in a temporary file: "
            + cause.getMessage(),
        "The mock failed on this request; its journal says why.");
  }

  /** RFC 6585, section 5. */
  private static Refusal headerTooLarge() {
    return new Refusal(
        431, "header-too-large", "The request line and header are longer than the limit.");
  }

  /** RFC 9110, section 15.5.9. */
  private static Refusal tooSlow() {
    return new Refusal(
        408, "too-slow", "Nothing more of the request arrived within the idle time-out.");
  }

  /** RFC 9112, section 3.2: neither the asterisk nor the authority form has anything to ask for. */
  static Refusal notAPath() {
    return malformed(400, "The request target must be a path that starts with a slash.");
  }

  private static Refusal malformed(int status, String explanation) {
    return new Refusal(status, "malformed-request", explanation);
  }

  /** The client learns that it was not its mistake, and nothing of ours. */
  private static Refusal failure(@Nullable Throwable cause) {
    return new Refusal(
        500,
        "exception",
        (cause == null ? "An exception" : cause.getClass().getName())
            + " was thrown by the server. This is a mistake in the mock, not in the request.",
        "The mock failed on this request; its journal says why.");
  }

  /** What Jetty could not read. */
  static Refusal of(int status, @Nullable Throwable cause) {
    if (cause instanceof TimeoutException) {
      return tooSlow();
    }
    if (cause instanceof EofException) {
      return malformed(400, "The request broke off or became unreadable before it was whole.");
    }
    if (cause instanceof HttpException bad) {
      return of(bad.getCode(), bad.getReason(), cause);
    }
    return of(status < 400 ? 400 : status, null, cause);
  }

  private static Refusal of(int status, @Nullable String words, @Nullable Throwable cause) {
    return switch (status) {
      case 408 -> tooSlow();
      case 414, 431 -> headerTooLarge();
      case 417 ->
          new Refusal(417, "unknown-expectation", "The Expect header may say 100-continue only.");
      case 426, 505 ->
          new Refusal(505, "unknown-version", "Only HTTP/1.1 and HTTP/1.0 are spoken here.");
      case 500 -> failure(cause);
      default ->
          malformed(
              status, "The request is not valid HTTP" + (words == null ? "" : ": " + words) + ".");
    };
  }
}
