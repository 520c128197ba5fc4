package dev.gatehouse.mock.scenario;

/**
 * Where a line-up's credentials come from.
 *
 * @since 0.1
 */
public enum Credentials {
  /** New ones for each server, so that nothing passes by accident. */
  RANDOM,
  /** The documented ones, so that a line of documentation can be pasted. */
  FIXED
}
