package dev.gatehouse.client;

import java.util.List;

/**
 * A request below a connection's base URI.
 *
 * @param method GET, POST, PUT, PATCH, DELETE or HEAD
 * @param path relative to the base URI, with its own query if any; it cannot leave the base URI
 * @param headers in the order they are to be sent, names in their own case
 * @param body what to send
 * @since 0.1
 */
public record Request(String method, String path, List<Headers.Field> headers, Body body) {
  public Request {
    headers = List.copyOf(headers);
  }

  /** A request without headers of its own and without a body. */
  public static Request of(String method, String path) {
    return new Request(method, path, List.of(), Body.none());
  }
}
