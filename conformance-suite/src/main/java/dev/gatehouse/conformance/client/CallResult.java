package dev.gatehouse.conformance.client;

import dev.gatehouse.mock.exchange.Field;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What came of a call.
 *
 * @since 0.1
 */
public sealed interface CallResult {
  /** Log lines and the like that the client printed during the call; empty for none. */
  String printed();

  /**
   * An answer, whatever its status.
   *
   * @param status the HTTP status code
   * @param headers as received
   * @param body the bytes
   * @param printed see {@link #printed()}
   */
  record Answered(int status, List<Field> headers, byte[] body, String printed)
      implements CallResult {
    public Answered {
      headers = List.copyOf(headers);
    }

    /** The first value of a header; names compare without case. */
    public Optional<String> header(String name) {
      return headers.stream()
          .filter(field -> field.name().equalsIgnoreCase(name))
          .map(Field::value)
          .findFirst();
    }

    /** The body as UTF-8 text. */
    public String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  /**
   * No answer.
   *
   * @param kind why, roughly
   * @param message the error's own message
   * @param printed everything a program would print of it: type, message, causes and their text,
   *     and the log lines
   */
  record Failed(Kind kind, String message, String printed) implements CallResult {}

  /** Why a call came to nothing. */
  enum Kind {
    /** The client would not send it: the settings or the request are wrong. */
    REFUSED,
    /** The client could not get or make a credential; the request itself was not sent. */
    AUTHENTICATION,
    /** A time limit of the client's ran out. */
    TIMEOUT,
    /** The server could not be reached, or its answer could not be read. */
    NETWORK,
    /** An error the client does not declare, such as a null pointer: always a fault. */
    UNEXPECTED;

    /** The stable name in the protocol, for example {@code timeout}. */
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
