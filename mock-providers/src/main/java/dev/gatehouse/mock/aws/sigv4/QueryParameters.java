package dev.gatehouse.mock.aws.sigv4;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a query in the order received.
 *
 * @param all duplicates included
 */
record QueryParameters(List<Parameter> all) {
  /** By encoded name, then by encoded value: encoded texts compare as their bytes do. */
  private static final Comparator<Parameter> BY_NAME_AND_VALUE =
      Comparator.comparing(Parameter::encodedName).thenComparing(Parameter::encodedValue);

  private static final QueryParameters NONE = new QueryParameters(List.of());

  /** One parameter. Encoded once, as it stands in what is signed. */
  record Parameter(String encodedName, String encodedValue) {}

  /**
   * Reads a query.
   *
   * @param raw percent-encoded as received; null for none. A plus is a plus
   */
  static QueryParameters of(@Nullable String raw) {
    if (raw == null || raw.isEmpty()) {
      return NONE;
    }
    List<Parameter> parameters = new ArrayList<>();
    int at = 0;
    while (at <= raw.length()) {
      int ampersand = raw.indexOf('&', at);
      int end = ampersand < 0 ? raw.length() : ampersand;
      if (end > at) {
        parameters.add(parameter(raw.substring(at, end)));
      }
      at = end + 1;
    }
    return new QueryParameters(parameters);
  }

  private static Parameter parameter(String pair) {
    int equals = pair.indexOf('=');
    return new Parameter(
        PercentEncoding.canonical(equals < 0 ? pair : pair.substring(0, equals)),
        equals < 0 ? "" : PercentEncoding.canonical(pair.substring(equals + 1)));
  }

  /**
   * Every value of a parameter, decoded.
   *
   * @param name that needs no encoding, as those of signatures
   */
  List<String> values(String name) {
    List<String> values = new ArrayList<>(1);
    for (Parameter parameter : all) {
      if (parameter.encodedName().equals(name)) {
        values.add(PercentEncoding.decode(parameter.encodedValue()));
      }
    }
    return values;
  }

  boolean has(String name) {
    for (Parameter parameter : all) {
      if (parameter.encodedName().equals(name)) {
        return true;
      }
    }
    return false;
  }

  Optional<String> first(String name) {
    return values(name).stream().findFirst();
  }

  /** Without the parameters of this name. */
  QueryParameters without(String name) {
    List<Parameter> left = new ArrayList<>(all);
    left.removeIf(parameter -> parameter.encodedName().equals(name));
    return new QueryParameters(left);
  }

  /** The canonical query: sorted by name, then by value. */
  String canonical() {
    return all.size() < 2 ? join(all) : sorted(BY_NAME_AND_VALUE);
  }

  /** In the order received: what a client signs that forgets to sort. */
  String unsorted() {
    return join(all);
  }

  /** Sorted by name alone: what a client signs that forgets about repeated names. */
  String sortedByNameOnly() {
    return sorted(Comparator.comparing(Parameter::encodedName));
  }

  private String sorted(Comparator<Parameter> order) {
    List<Parameter> sorted = new ArrayList<>(all);
    sorted.sort(order);
    return join(sorted);
  }

  private static String join(List<Parameter> parameters) {
    StringBuilder joined = new StringBuilder(256);
    for (Parameter parameter : parameters) {
      if (!joined.isEmpty()) {
        joined.append('&');
      }
      joined.append(parameter.encodedName()).append('=').append(parameter.encodedValue());
    }
    return joined.toString();
  }
}
