package dev.gatehouse.client;

import dev.gatehouse.connection.NamedSecret;
import java.util.ArrayList;
import java.util.List;

/** Puts the same header fields on every request, such as an API key. */
final class FixedHeaders implements Authenticator {
  private final List<Headers.Field> fields;

  private FixedHeaders(List<Headers.Field> fields) {
    this.fields = List.copyOf(fields);
  }

  /** The fields of {@code auth.headers}, each checked. */
  static FixedHeaders of(List<NamedSecret> headers) {
    List<Headers.Field> fields = new ArrayList<>();
    for (NamedSecret header : headers) {
      String where = "auth.headers[" + fields.size() + "]";
      String value = header.value().reveal();
      FieldSyntax.wrongName(header.name())
          .ifPresent(
              problem -> {
                throw new InvalidSettingException(where + ".name", problem);
              });
      FieldSyntax.wrongValue(value)
          .ifPresent(
              problem -> {
                throw new InvalidSettingException(where + ".value", problem);
              });
      fields.add(new Headers.Field(header.name(), value));
    }
    return new FixedHeaders(fields);
  }

  /** User name and password, sent before anybody asks (RFC 7617, section 2.2). */
  static FixedHeaders basic(String username, String password) {
    return new FixedHeaders(
        List.of(new Headers.Field("Authorization", BasicCredentials.encode(username, password))));
  }

  @Override
  public Outgoing authenticate(Outgoing request) {
    return request.withHeaders(fields);
  }
}
