package dev.gatehouse.conformance.client;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * What a client can do beyond sending a request; checks that need more than a client has are
 * skipped.
 *
 * @since 0.1
 */
public enum Feature {
  /** Signs each attempt with the {@link Hook} it is told, for the {@code custom} auth type. */
  CUSTOM_HOOK("custom-hook"),
  /** Takes several calls on one session at once. */
  PARALLEL_CALLS("parallel-calls"),
  /** Has a clock that {@link Session#advance} moves. */
  MOVABLE_CLOCK("movable-clock"),
  /** Takes {@link ClientSettings#issuer()} and reads that issuer's metadata before a login. */
  ISSUER_METADATA("issuer-metadata"),
  /**
   * Sends everything through {@link ClientSettings#proxy()}, whose login is {@code basic}, or
   * {@code ntlm} for a client of that auth type.
   */
  PROXY("proxy");

  private final String id;

  Feature(String id) {
    this.id = id;
  }

  /** The stable name in the protocol, for example {@code custom-hook}. */
  public String id() {
    return id;
  }

  /**
   * Finds the feature with this name.
   *
   * @throws IllegalArgumentException if there is none; the message lists the names there are
   */
  public static Feature of(String id) {
    return Arrays.stream(values())
        .filter(feature -> feature.id.equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no feature '"
                        + id
                        + "'; there are: "
                        + Arrays.stream(values())
                            .map(Feature::id)
                            .collect(Collectors.joining(", "))));
  }
}
