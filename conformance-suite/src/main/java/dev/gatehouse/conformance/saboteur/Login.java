package dev.gatehouse.conformance.saboteur;

/** Puts a credential on a request. */
interface Login {
  /** The same request with the credential on it; runs for every attempt. */
  Outgoing sign(Outgoing request);

  /** Whether this refusal is worth one more try; if so, the next {@link #sign} differs. */
  default boolean renews(Outgoing refused, Incoming refusal) {
    return false;
  }
}
