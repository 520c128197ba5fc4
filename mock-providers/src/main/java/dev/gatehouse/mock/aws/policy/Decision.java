package dev.gatehouse.mock.aws.policy;

/**
 * What policies say to a request (AWS documentation: "Policy evaluation logic").
 *
 * @since 0.1
 */
public enum Decision {
  /** A statement allows it and names the caller itself. */
  ALLOWED_BY_NAME,
  /** A statement allows it. */
  ALLOWED,
  /** A statement denies it, whatever others say. */
  DENIED,
  /** Nothing is said of it, which is a no. */
  NOT_ALLOWED;

  /** Whether it is a yes. */
  public boolean allows() {
    return this == ALLOWED || this == ALLOWED_BY_NAME;
  }
}
