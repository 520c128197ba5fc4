package dev.gatehouse.mock.exchange;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * An answer, whole: it is sent in one write.
 *
 * @param status the HTTP status code
 * @param fields header fields in order; Content-Length is added by the server
 * @param body the bytes to send
 * @since 0.1
 */
public record ServerResponse(int status, List<Field> fields, byte[] body) {
  public ServerResponse {
    fields = List.copyOf(fields);
  }

  /** A status with an empty body. */
  public static ServerResponse status(int status) {
    return new ServerResponse(status, List.of(), new byte[0]);
  }

  /** A JSON text. */
  public static ServerResponse json(int status, String json) {
    return status(status).with("Content-Type", "application/json").withBody(json);
  }

  /** A plain text in UTF-8. */
  public static ServerResponse text(int status, String text) {
    return status(status).with("Content-Type", "text/plain;charset=utf-8").withBody(text);
  }

  /** The same with one more header field. */
  public ServerResponse with(String name, String value) {
    List<Field> more = new ArrayList<>(fields);
    more.add(new Field(name, value));
    return new ServerResponse(status, more, body);
  }

  /** The same with this body, as UTF-8. */
  public ServerResponse withBody(String text) {
    return new ServerResponse(status, fields, text.getBytes(StandardCharsets.UTF_8));
  }
}
