package dev.gatehouse.mock.journal;

/**
 * How an exchange ended.
 *
 * @since 0.1
 */
public enum Outcome {
  /** A gate let the request pass to the API. */
  ADMITTED,
  /** A gate asked for the next leg of a login. */
  CHALLENGED,
  /** A gate or a provider said no. */
  REFUSED,
  /** A provider answered as asked. */
  ISSUED,
  /** No gate guards the path; the API answered. */
  UNGUARDED,
  /** The server sent a webhook. */
  SENT,
  /** A fault that was asked for took the place of an answer; nobody judged the request. */
  FAULTED,
  /** A gate, a provider or the API threw an exception; the client got a 500. */
  FAILED
}
