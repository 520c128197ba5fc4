package dev.gatehouse.mock.scenario;

import java.util.List;

/**
 * Sets up both sides of each auth type on a server.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface Lineup {
  /** Registers providers and mounts gates, and returns the scenarios in their order. */
  List<Scenario> assemble(Site site);

  /** One scenario for each auth type supported, in their fixed order. */
  static Lineup standard(Credentials credentials) {
    return new StandardLineup(credentials);
  }

  /** No scenario: an empty server, to be furnished by the test. */
  static Lineup empty() {
    return site -> List.of();
  }
}
