package dev.gatehouse.mock.oauth2;

import java.util.Map;
import java.util.Optional;

/**
 * The parameters of a request, each at most once, those without a value left out (RFC 6749, section
 * 3.2).
 *
 * @since 0.1
 */
public final class Parameters {
  private final Map<String, String> values;

  Parameters(Map<String, String> values) {
    this.values = Map.copyOf(values);
  }

  /** The value of a parameter, never the empty text. */
  public Optional<String> get(String name) {
    return Optional.ofNullable(values.get(name));
  }
}
