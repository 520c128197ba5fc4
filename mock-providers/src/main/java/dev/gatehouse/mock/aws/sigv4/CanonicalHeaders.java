package dev.gatehouse.mock.aws.sigv4;

import dev.gatehouse.mock.exchange.Field;
import dev.gatehouse.mock.exchange.ServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The canonical headers: those that were signed, each on a line {@code name:value}, values trimmed
 * and runs of spaces folded, repeated fields joined by commas in their order.
 */
final class CanonicalHeaders {
  private CanonicalHeaders() {}

  /**
   * The lines.
   *
   * @param names in lower case, in the order of the signed headers
   */
  static String of(ServerRequest request, List<String> names) {
    StringBuilder lines = new StringBuilder();
    for (String name : names) {
      lines.append(name).append(':');
      boolean first = true;
      for (Field field : request.fields()) {
        if (field.name().equalsIgnoreCase(name)) {
          lines.append(first ? "" : ",").append(folded(utf8(field.value())));
          first = false;
        }
      }
      lines.append('\n');
    }
    return lines.toString();
  }

  /** The lines of a client that leaves the white space in values alone. */
  static String untrimmed(ServerRequest request, List<String> names) {
    StringBuilder lines = new StringBuilder();
    for (String name : names) {
      List<String> values = new ArrayList<>();
      request.headers(name).forEach(value -> values.add(utf8(value)));
      lines.append(name).append(':').append(String.join(",", values)).append('\n');
    }
    return lines.toString();
  }

  /** The names of the fields a request has, in lower case, each once, sorted. */
  static List<String> present(ServerRequest request) {
    return request.fields().stream()
        .map(field -> field.name().toLowerCase(Locale.ROOT))
        .distinct()
        .sorted()
        .toList();
  }

  /** Header values come one character a byte; clients sign UTF-8. */
  private static String utf8(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) > 127) {
        return new String(value.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
      }
    }
    return value;
  }

  private static String folded(String value) {
    StringBuilder folded = new StringBuilder(value.length());
    boolean space = true;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean white = c == ' ' || c == '\t' || c == '\r' || c == '\n';
      if (!white) {
        folded.append(c);
      } else if (!space) {
        folded.append(' ');
      }
      space = white;
    }
    int end = folded.length();
    if (end > 0 && folded.charAt(end - 1) == ' ') {
      folded.setLength(end - 1);
    }
    return folded.toString();
  }
}
