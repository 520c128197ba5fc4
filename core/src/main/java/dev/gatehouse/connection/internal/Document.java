package dev.gatehouse.connection.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import dev.gatehouse.connection.internal.Node.Scalar.Look;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns a JSON or YAML text into {@link Node}s. Types are left to whoever knows what a field means:
 * an unquoted YAML {@code 0123} is a fine password and keeps its zero.
 */
public final class Document {
  // Without source in locations, no error of Jackson can quote the text.
  private static final JsonFactory JSON =
      JsonFactory.builder().disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION).build();

  /** Loaded when the first YAML text is read. */
  private static final class Yaml {
    static final YAMLFactory FACTORY =
        YAMLFactory.builder()
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .enable(YAMLParser.Feature.EMPTY_STRING_AS_NULL) // the builder forgets this default
            .build();
  }

  private final JsonParser parser;
  private final @Nullable String source;

  private Document(JsonParser parser, @Nullable String source) {
    this.parser = parser;
    this.source = source;
  }

  /**
   * Reads a text: as JSON when it starts with a brace or bracket, else as YAML.
   *
   * @param source the file it came from; null when it came from none
   * @throws InvalidDocumentException if it is empty or malformed, or gives a name twice
   */
  public static Node parse(String text, @Nullable String source) {
    String start = text.stripLeading();
    if (start.isEmpty()) {
      throw empty(source);
    }
    boolean yamlFile = source != null && (source.endsWith(".yaml") || source.endsWith(".yml"));
    boolean json = !yamlFile && (start.charAt(0) == '{' || start.charAt(0) == '[');
    try (JsonParser parser = (json ? JSON : Yaml.FACTORY).createParser(text)) {
      return new Document(parser, source).whole();
    } catch (IOException e) {
      throw Malformed.of(e, json ? "JSON" : "YAML", source);
    }
  }

  private static InvalidDocumentException empty(@Nullable String source) {
    return new InvalidDocumentException(Place.whole(source), "", "there is nothing in it", null);
  }

  private Node whole() throws IOException {
    JsonToken first = parser.nextToken();
    if (first == null) {
      throw empty(source); // only comments
    }
    Node node = node(first);
    if (parser.nextToken() != null) {
      throw invalid(place(), "a second document starts here; only one is read");
    }
    return node;
  }

  private Node node(JsonToken token) throws IOException {
    Place place = place();
    if (parser instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
      throw invalid(place, "a YAML alias (*) is not supported here; repeat the value");
    }
    return switch (token) {
      case START_OBJECT -> mapping(place);
      case START_ARRAY -> sequence(place);
      case VALUE_STRING -> new Node.Scalar(place, Look.TEXT, parser.getText(), true);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> unquoted(place, Look.NUMBER);
      case VALUE_TRUE, VALUE_FALSE -> unquoted(place, Look.FLAG);
      case VALUE_NULL -> new Node.Scalar(place, Look.NOTHING, "", false);
      default -> throw invalid(place, "a value of this kind is not supported");
    };
  }

  private Node unquoted(Place place, Look look) throws IOException {
    return new Node.Scalar(place, look, parser.getText(), parser instanceof YAMLParser);
  }

  private Node mapping(Place place) throws IOException {
    LinkedHashMap<String, Node> fields = new LinkedHashMap<>();
    Map<String, Place> names = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      Place at = place();
      Place first = names.putIfAbsent(name, at);
      if (first != null) {
        throw invalid(
            at, Names.quoted(name) + " is given twice; the first is on line " + first.line());
      }
      fields.put(name, node(parser.nextToken()));
    }
    return new Node.Mapping(place, fields, names);
  }

  private Node sequence(Place place) throws IOException {
    List<Node> items = new ArrayList<>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      items.add(node(token));
    }
    return new Node.Sequence(place, items);
  }

  private Place place() {
    JsonLocation at = parser.currentTokenLocation();
    return new Place(source, at.getLineNr(), at.getColumnNr());
  }

  private InvalidDocumentException invalid(Place place, String problem) {
    return new InvalidDocumentException(place, "", problem, null);
  }
}
