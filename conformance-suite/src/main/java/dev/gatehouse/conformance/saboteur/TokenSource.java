package dev.gatehouse.conformance.saboteur;

/** A way to a token, such as a grant. */
@FunctionalInterface
interface TokenSource {
  /** Gets a new one. */
  Token fetch();
}
