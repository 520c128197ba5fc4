package dev.gatehouse.junit;

/**
 * How long a test's Gatehouse lives.
 *
 * @since 0.1
 */
public enum Isolation {
  /**
   * Every test method, and every invocation of a parameterized or repeated one, has a Gatehouse of
   * its own: port, credentials, stubs, journal and clock. Only when a Gatehouse was asked for
   * before the first method (in {@code @BeforeAll}, or in the constructor of a class with the
   * lifecycle {@code PER_CLASS}) is it shared by the class.
   */
  METHOD,

  /** All test methods of the class, those of its {@code @Nested} classes included, share one. */
  CLASS
}
