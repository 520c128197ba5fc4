package dev.gatehouse.mock.exchange;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request as received, body included.
 *
 * @param method as sent
 * @param scheme {@code http} or {@code https}
 * @param authority the Host header, or the server's own address without one
 * @param path raw, percent-encoded as received, starting with a slash
 * @param query raw, percent-encoded as received, without the question mark; null when there is none
 * @param fields header fields in order, duplicates included; in values, one character a byte (ISO
 *     8859-1)
 * @param body the bytes, decoded from any transfer coding
 * @since 0.1
 */
public record ServerRequest(
    String method,
    String scheme,
    String authority,
    String path,
    @Nullable String query,
    List<Field> fields,
    byte[] body) {

  public ServerRequest {
    fields = List.copyOf(fields);
  }

  /** Every value of a header, in order; names compare without case. */
  public List<String> headers(String name) {
    return fields.stream()
        .filter(field -> field.name().equalsIgnoreCase(name))
        .map(Field::value)
        .toList();
  }

  /** The first value of a header; names compare without case. */
  public Optional<String> header(String name) {
    return headers(name).stream().findFirst();
  }
}
