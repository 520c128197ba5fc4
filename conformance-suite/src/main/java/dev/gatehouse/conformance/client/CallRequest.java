package dev.gatehouse.conformance.client;

import dev.gatehouse.mock.exchange.Field;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One request the client is told to send.
 *
 * @param method in upper case
 * @param path relative to the base URI, as a caller would write it, query included
 * @param headers the caller's own, in order; a body's Content-Type is among them
 * @param body empty for none
 * @since 0.1
 */
public record CallRequest(String method, String path, List<Field> headers, byte[] body) {
  public CallRequest {
    headers = List.copyOf(headers);
  }

  public static CallRequest get(String path) {
    return new CallRequest("GET", path, List.of(), new byte[0]);
  }

  /** A POST of text, as UTF-8. */
  public static CallRequest post(String path, String text) {
    return new CallRequest(
        "POST",
        path,
        List.of(new Field("Content-Type", "text/plain; charset=utf-8")),
        text.getBytes(StandardCharsets.UTF_8));
  }

  /** The same with one more header. */
  public CallRequest with(String name, String value) {
    List<Field> more = new ArrayList<>(headers);
    more.add(new Field(name, value));
    return new CallRequest(method, path, more, body);
  }
}
