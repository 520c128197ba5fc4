package dev.gatehouse.mock.exchange;

import java.security.cert.X509Certificate;
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
 * @param content the body, decoded from any transfer coding
 * @param connection that it came in on
 * @since 0.1
 */
public record ServerRequest(
    String method,
    String scheme,
    String authority,
    String path,
    @Nullable String query,
    List<Field> fields,
    RequestBody content,
    ClientConnection connection) {

  public ServerRequest {
    fields = List.copyOf(fields);
  }

  /** A request whose body is in memory. */
  public ServerRequest(
      String method,
      String scheme,
      String authority,
      String path,
      @Nullable String query,
      List<Field> fields,
      byte[] body,
      List<X509Certificate> clientCertificates) {
    this(method, scheme, authority, path, query, fields, RequestBody.of(body), clientCertificates);
  }

  /** A request of a client that has shown no TLS certificate. */
  public ServerRequest(
      String method,
      String scheme,
      String authority,
      String path,
      @Nullable String query,
      List<Field> fields,
      byte[] body) {
    this(method, scheme, authority, path, query, fields, body, List.of());
  }

  /** A request from an address that is not known. */
  public ServerRequest(
      String method,
      String scheme,
      String authority,
      String path,
      @Nullable String query,
      List<Field> fields,
      RequestBody content,
      List<X509Certificate> clientCertificates) {
    this(
        method,
        scheme,
        authority,
        path,
        query,
        fields,
        content,
        new ClientConnection("", clientCertificates, null));
  }

  /** The whole body in memory, as {@link RequestBody#bytes}: for forms and the like. */
  public byte[] body() {
    return content.bytes();
  }

  /** Of its connection, as {@link ClientConnection#certificates}. */
  public List<X509Certificate> clientCertificates() {
    return connection.certificates();
  }

  /** Of its connection, as {@link ClientConnection#address}. */
  public String clientAddress() {
    return connection.address();
  }

  /** The same at another path. */
  public ServerRequest withPath(String other) {
    return new ServerRequest(method, scheme, authority, other, query, fields, content, connection);
  }

  /** The same with another header and body. */
  public ServerRequest with(List<Field> otherFields, RequestBody otherContent) {
    return new ServerRequest(
        method, scheme, authority, path, query, otherFields, otherContent, connection);
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
