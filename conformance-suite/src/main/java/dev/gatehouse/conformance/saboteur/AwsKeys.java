package dev.gatehouse.conformance.saboteur;

/** Where the key of the next request comes from. */
interface AwsKeys {
  /** The key to use now. */
  AwsKey get();

  /** Forgets the session it holds; false when it holds none. */
  default boolean renew() {
    return false;
  }
}
