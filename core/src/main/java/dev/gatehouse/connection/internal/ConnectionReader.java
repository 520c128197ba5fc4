package dev.gatehouse.connection.internal;

import dev.gatehouse.connection.Connection;
import dev.gatehouse.connection.InvalidConnectionException;
import dev.gatehouse.connection.Secret;
import dev.gatehouse.connection.Tls;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads connections from a document: one, or a list. */
public final class ConnectionReader {
  private ConnectionReader() {}

  /** Every connection of a document. */
  public static List<Connection> readAll(Node document) {
    if (!(document instanceof Node.Sequence list)) {
      return List.of(connection(Fields.of(document, "")));
    }
    List<Connection> connections = new ArrayList<>();
    for (Node item : list.items()) {
      connections.add(connection(Fields.of(item, "[" + connections.size() + "]")));
    }
    return connections;
  }

  private static Connection connection(Fields fields) {
    fields.only("name", "project", "baseUri", "auth", "tls", "caseSensitiveHeaders");
    Fields tls = fields.optionalObject("tls");
    return build(
        fields,
        () ->
            new Connection(
                fields.text("name"),
                fields.optionalText("project"),
                fields.uri("baseUri"),
                AuthReader.read(fields.object("auth")),
                tls == null ? Tls.PLATFORM : tls(tls),
                fields.flag("caseSensitiveHeaders", false)));
  }

  private static Tls tls(Fields fields) {
    fields.only("caCertificates", "certificate", "privateKey", "passphrase");
    return build(
        fields,
        () ->
            new Tls(
                fields.optionalText("caCertificates"),
                fields.optionalText("certificate"),
                optionalSecret(fields, "privateKey"),
                optionalSecret(fields, "passphrase")));
  }

  static Secret secret(Fields fields, String name) {
    return Secret.of(fields.text(name));
  }

  static @Nullable Secret optionalSecret(Fields fields, String name) {
    String text = fields.optionalText(name);
    return text == null ? null : Secret.of(text);
  }

  /** What a constructor refuses is wrong at a place of the text: says which. */
  static <T> T build(Fields fields, Supplier<T> constructor) {
    try {
      return constructor.get();
    } catch (InvalidConnectionException e) {
      throw fields.invalid(e.field(), e.problem());
    }
  }
}
