package dev.gatehouse.mock.aws.sigv4;

import dev.gatehouse.mock.exchange.Field;
import dev.gatehouse.mock.exchange.ServerRequest;
import java.util.List;
import java.util.Optional;

/**
 * The canonical headers: those that were signed, each on a line {@code name:value}, values trimmed
 * and runs of white space folded, repeated fields joined by commas in their order. One character a
 * byte, as fields come.
 */
final class CanonicalHeaders {
  private CanonicalHeaders() {}

  /**
   * The lines.
   *
   * @param names in lower case, in the order of the signed headers
   */
  static String of(ServerRequest request, List<String> names) {
    StringBuilder lines = new StringBuilder(256);
    for (String name : names) {
      lines.append(name).append(':');
      boolean first = true;
      for (Field field : request.fields()) {
        if (field.name().equalsIgnoreCase(name)) {
          if (!first) {
            lines.append(',');
          }
          fold(field.value(), lines);
          first = false;
        }
      }
      lines.append('\n');
    }
    return lines.toString();
  }

  /** The first of these names that the request does not have; empty when it has them all. */
  static Optional<String> lost(ServerRequest request, List<String> names) {
    for (String name : names) {
      boolean there = false;
      for (Field field : request.fields()) {
        there |= field.name().equalsIgnoreCase(name);
      }
      if (!there) {
        return Optional.of(name);
      }
    }
    return Optional.empty();
  }

  private static void fold(String value, StringBuilder lines) {
    int start = lines.length();
    boolean space = false;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
        space = lines.length() > start;
      } else {
        if (space) {
          lines.append(' ');
          space = false;
        }
        lines.append(c);
      }
    }
  }
}
