package dev.gatehouse.conformance;

/**
 * How much a check weighs; RFC 2119 has the words.
 *
 * @since 0.1
 */
public enum Level {
  /** A client that fails it is not conformant. */
  MUST,
  /** A client that fails it gets a warning. */
  SHOULD,
  /** Reported, and never held against a client. */
  INFO
}
