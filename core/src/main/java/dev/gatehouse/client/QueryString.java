package dev.gatehouse.client;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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

  /**
   * Gives parameters these values: one that is there already keeps its place and stands there once,
   * the others follow.
   */
  static URI set(URI uri, Map<String, String> parameters) {
    Map<String, String> missing = new LinkedHashMap<>(parameters);
    List<String> pairs = new ArrayList<>();
    for (String pair : pairs(uri.getRawQuery())) {
      String name = name(pair);
      if (!parameters.containsKey(name)) {
        pairs.add(pair);
      } else if (missing.containsKey(name)) {
        pairs.add(encode(name, missing.remove(name)));
      }
    }
    missing.forEach((name, value) -> pairs.add(encode(name, value)));
    return replace(uri, String.join("&", pairs));
  }

  /** The parameters of a raw query, decoded, each with all its values. */
  static Map<String, List<String>> parse(@Nullable String query) {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    for (String pair : pairs(query)) {
      String[] halves = pair.split("=", 2);
      parameters
          .computeIfAbsent(name(pair), name -> new ArrayList<>())
          .add(halves.length == 2 ? decode(halves[1]) : "");
    }
    return parameters;
  }

  /** Every value of a parameter, decoded. */
  static List<String> values(URI uri, String name) {
    return parse(uri.getRawQuery()).getOrDefault(name, List.of());
  }

  private static List<String> pairs(@Nullable String query) {
    return query == null
        ? List.of()
        : Arrays.stream(query.split("&")).filter(pair -> !pair.isEmpty()).toList();
  }

  private static String encode(String name, String value) {
    return PercentCoding.encode(name) + "=" + PercentCoding.encode(value);
  }

  private static String name(String pair) {
    return decode(pair.split("=", 2)[0]);
  }

  private static String decode(String text) {
    return PercentCoding.decode(text.replace('+', ' '));
  }

  private static URI replace(URI uri, String query) {
    String text = uri.toString();
    int end = text.indexOf('?');
    String before = end < 0 ? text : text.substring(0, end);
    return URI.create(query.isEmpty() ? before : before + "?" + query);
  }
}
