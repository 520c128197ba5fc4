package dev.gatehouse.client;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The query of a URI, changed pair by pair; the pairs that stay are kept byte for byte. */
final class QueryString {
  private QueryString() {}

  /** Removes every pair with one of these names, however the name is written. */
  static URI without(URI uri, Set<String> names) {
    String query = uri.getRawQuery();
    if (query == null || names.isEmpty()) {
      return uri;
    }
    Predicate<String> stays = pair -> !names.contains(name(pair));
    String[] pairs = query.split("&", -1);
    if (Arrays.stream(pairs).allMatch(stays)) {
      return uri;
    }
    return replace(uri, Arrays.stream(pairs).filter(stays).collect(Collectors.joining("&")));
  }

  /** Adds pairs, already encoded, after those there are. */
  static URI with(URI uri, List<String> pairs) {
    String query = uri.getRawQuery();
    String added = String.join("&", pairs);
    return replace(uri, query == null || query.isEmpty() ? added : query + "&" + added);
  }

  private static String name(String pair) {
    return PercentCoding.decode(pair.split("=", 2)[0].replace('+', ' '));
  }

  private static URI replace(URI uri, String query) {
    String text = uri.toString();
    int end = text.indexOf('?');
    String before = end < 0 ? text : text.substring(0, end);
    return URI.create(query.isEmpty() ? before : before + "?" + query);
  }
}
