package dev.gatehouse.mock.http;

import dev.gatehouse.mock.exchange.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Leaves out the fields that are between two hops only (RFC 9110, section 7.6.1), and those of a
 * login to the proxy itself (section 11.7).
 */
final class HopByHop {
  private static final List<String> ALWAYS =
      List.of(
          "Connection",
          "Keep-Alive",
          "Proxy-Authenticate",
          "Proxy-Authorization",
          "Proxy-Connection",
          "TE",
          "Trailer",
          "Transfer-Encoding",
          "Upgrade");

  private HopByHop() {}

  /** The fields that go on. */
  static List<Field> without(List<Field> fields) {
    Set<String> left = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    left.addAll(ALWAYS);
    for (Field field : fields) {
      if (field.name().equalsIgnoreCase("Connection")) {
        Arrays.stream(field.value().split(",", -1)).map(String::strip).forEach(left::add);
      }
    }
    return fields.stream().filter(field -> !left.contains(field.name())).toList();
  }
}
