package dev.gatehouse.conformance.saboteur;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.gatehouse.conformance.client.CallResult.Kind;
import dev.gatehouse.mock.exchange.Field;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A connection as this client reads it from JSON; what is wrong with it shows later. */
final class Settings {
  private static final JsonMapper JSON = new JsonMapper();

  private final JsonNode connection;
  private final JsonNode auth;

  private Settings(JsonNode connection) {
    this.connection = connection;
    this.auth = connection.path("auth");
  }

  static Settings read(String json) {
    try {
      return new Settings(JSON.readTree(json));
    } catch (JsonProcessingException e) {
      throw new Failure(Kind.REFUSED, "the connection is not JSON");
    }
  }

  URI baseUri() {
    return uri(connection, "baseUri");
  }

  @Nullable String caCertificates() {
    return connection.path("tls").path("caCertificates").textValue();
  }

  String type() {
    return text("type");
  }

  boolean has(String name) {
    return auth.hasNonNull(name);
  }

  String text(String name) {
    String text = auth.path(name).textValue();
    if (text == null) {
      throw new Failure(Kind.REFUSED, "auth." + name + " is missing");
    }
    return text;
  }

  URI uri(String name) {
    return uri(auth, name);
  }

  List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    auth.path(name).forEach(text -> texts.add(text.asText()));
    return texts;
  }

  /** Pairs of {@code name} and {@code value}, such as headers. */
  List<Field> pairs(String name) {
    List<Field> pairs = new ArrayList<>();
    auth.path(name)
        .forEach(
            pair -> pairs.add(new Field(pair.path("name").asText(), pair.path("value").asText())));
    return pairs;
  }

  private static URI uri(JsonNode node, String name) {
    try {
      return URI.create(node.path(name).asText());
    } catch (IllegalArgumentException e) {
      throw new Failure(Kind.REFUSED, name + " is not a URI");
    }
  }

  /** What must never be printed, for the saboteur that prints it. */
  String withSecrets() {
    return Stream.concat(
            Stream.of("password", "clientSecret", "secretAccessKey")
                .map(name -> auth.path(name).textValue())
                .filter(Objects::nonNull),
            pairs("headers").stream().map(Field::value))
        .collect(Collectors.joining(", ", this + "[", "]"));
  }

  @Override
  public String toString() {
    return connection.path("name").asText() + " (" + auth.path("type").asText() + ")";
  }
}
