package dev.gatehouse.mock.aws.sigv4;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a query, decoded, in the order received.
 *
 * @param all duplicates included
 */
record QueryParameters(List<Parameter> all) {
  /** By encoded name, then by encoded value: bytes compare as code points do. */
  private static final Comparator<Parameter> BY_NAME_AND_VALUE =
      Comparator.comparing(Parameter::encodedName).thenComparing(Parameter::encodedValue);

  /** One parameter. Encoded once, as it stands in what is signed. */
  record Parameter(String encodedName, String encodedValue) {
    private String text() {
      return encodedName + "=" + encodedValue;
    }
  }

  /**
   * Reads a query.
   *
   * @param raw percent-encoded as received; null for none. A plus is a plus
   */
  static QueryParameters of(@Nullable String raw) {
    List<Parameter> parameters = new ArrayList<>();
    if (raw != null && !raw.isEmpty()) {
      for (String pair : raw.split("&", -1)) {
        if (!pair.isEmpty()) {
          int equals = pair.indexOf('=');
          parameters.add(
              new Parameter(
                  canonical(equals < 0 ? pair : pair.substring(0, equals)),
                  equals < 0 ? "" : canonical(pair.substring(equals + 1))));
        }
      }
    }
    return new QueryParameters(List.copyOf(parameters));
  }

  private static String canonical(String raw) {
    return PercentEncoding.encode(PercentEncoding.decode(raw));
  }

  /** Every value of a parameter, decoded. */
  List<String> values(String name) {
    String encoded = PercentEncoding.encode(name);
    return all.stream()
        .filter(parameter -> parameter.encodedName().equals(encoded))
        .map(parameter -> PercentEncoding.decode(parameter.encodedValue()))
        .toList();
  }

  Optional<String> first(String name) {
    return values(name).stream().findFirst();
  }

  /** Without the parameters of this name. */
  QueryParameters without(String name) {
    String encoded = PercentEncoding.encode(name);
    return new QueryParameters(
        all.stream().filter(parameter -> !parameter.encodedName().equals(encoded)).toList());
  }

  /** The canonical query: sorted by name, then by value. */
  String canonical() {
    return all.isEmpty() ? "" : join(all.stream().sorted(BY_NAME_AND_VALUE).toList());
  }

  /** In the order received: what a client signs that forgets to sort. */
  String unsorted() {
    return join(all);
  }

  /** Sorted by name alone: what a client signs that forgets about repeated names. */
  String sortedByNameOnly() {
    return join(all.stream().sorted(Comparator.comparing(Parameter::encodedName)).toList());
  }

  private static String join(List<Parameter> parameters) {
    StringBuilder joined = new StringBuilder();
    for (Parameter parameter : parameters) {
      joined.append(joined.isEmpty() ? "" : "&").append(parameter.text());
    }
    return joined.toString();
  }
}
