package dev.gatehouse.conformance.peer;

import dev.gatehouse.mock.exchange.Field;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A request as its bytes came over the wire.
 *
 * @param number counts up from 1 for each peer
 * @param connection the TCP connection it came on; counts up from 1 for each peer
 * @param head request line and header lines exactly as sent, one character a byte (ISO-8859-1),
 *     line ends included, without the empty line
 * @param body the bytes, decoded from chunks
 * @since 0.1
 */
public record SeenRequest(int number, int connection, String head, byte[] body) {

  /** The method as sent. */
  public String method() {
    return requestLine()[0];
  }

  /** The request target as sent: path and query. */
  public String target() {
    String[] parts = requestLine();
    return parts.length > 1 ? parts[1] : "";
  }

  /** The target without its query. */
  public String path() {
    return target().split("\\?", 2)[0];
  }

  /** The target's query as sent; empty for none. */
  public String query() {
    String[] parts = target().split("\\?", 2);
    return parts.length > 1 ? parts[1] : "";
  }

  /** The header fields in order, names as sent, values without the white space around them. */
  public List<Field> fields() {
    return head.lines()
        .skip(1)
        .filter(line -> line.indexOf(':') > 0)
        .map(
            line ->
                new Field(
                    line.substring(0, line.indexOf(':')),
                    line.substring(line.indexOf(':') + 1).strip()))
        .toList();
  }

  /** Every value of a header, in order; names compare without case. */
  public List<String> headers(String name) {
    return fields().stream()
        .filter(field -> field.name().equalsIgnoreCase(name))
        .map(Field::value)
        .toList();
  }

  /** The first value of a header; names compare without case. */
  public Optional<String> header(String name) {
    return headers(name).stream().findFirst();
  }

  /** The body as UTF-8 text. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** The fields of a form body, decoded, in order. */
  public List<Field> form() {
    return decoded(text());
  }

  /** The parameters of the query, decoded as a form, in order. */
  public List<Field> parameters() {
    return decoded(query());
  }

  /** The first value of a form field. */
  public Optional<String> form(String name) {
    return form().stream().filter(field -> field.name().equals(name)).map(Field::value).findFirst();
  }

  private String[] requestLine() {
    return head.lines().findFirst().orElse("").split(" ");
  }

  private static List<Field> decoded(String encoded) {
    List<Field> fields = new ArrayList<>();
    Arrays.stream(encoded.split("&"))
        .filter(pair -> !pair.isEmpty())
        .map(pair -> pair.split("=", 2))
        .forEach(
            pair -> fields.add(new Field(decode(pair[0]), pair.length > 1 ? decode(pair[1]) : "")));
    return List.copyOf(fields);
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return text;
    }
  }
}
