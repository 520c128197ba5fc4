package dev.gatehouse.mock.oauth2;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The parameters of a request, those without a value left out (RFC 6749, sections 3.1 and 3.2).
 *
 * @since 0.1
 */
public final class Parameters {
  private final Map<String, List<String>> values;

  /**
   * @param values in order, without empty texts; those that may come only once do
   */
  public Parameters(Map<String, List<String>> values) {
    this.values = new LinkedHashMap<>(values);
    this.values.values().removeIf(List::isEmpty);
  }

  /** The first value of a parameter, never the empty text. */
  public Optional<String> get(String name) {
    return all(name).stream().findFirst();
  }

  /** Every value of a parameter that may come more than once, such as {@code resource}. */
  public List<String> all(String name) {
    return values.getOrDefault(name, List.of());
  }

  /** The names there are. */
  public Set<String> names() {
    return values.keySet();
  }

  /** The same with another value of one. */
  public Parameters with(String name, String value) {
    Map<String, List<String>> more = new LinkedHashMap<>(values);
    more.put(name, List.of(value));
    return new Parameters(more);
  }

  /** The same without these. */
  public Parameters without(Set<String> names) {
    Map<String, List<String>> rest = new LinkedHashMap<>(values);
    rest.keySet().removeAll(names);
    return new Parameters(rest);
  }

  /** Without values, which may be secrets. */
  @Override
  public String toString() {
    return "Parameters" + values.keySet();
  }
}
