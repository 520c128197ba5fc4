package dev.gatehouse.client;

/**
 * The step of a request in which a failure happened.
 *
 * @since 0.1
 */
public enum Step {
  /** Opening the connection from its settings; nothing was sent. */
  OPEN,
  /** Building the request; nothing was sent. */
  PREPARE,
  /** Getting a credential, such as a token; the request itself was not sent. */
  AUTHENTICATE,
  /** Reaching the server: name, port, TLS. */
  CONNECT,
  /** Sending the request and waiting for the answer. */
  EXCHANGE,
  /** Reading the answer. */
  RECEIVE
}
