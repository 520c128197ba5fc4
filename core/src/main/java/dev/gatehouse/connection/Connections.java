package dev.gatehouse.connection;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import dev.gatehouse.connection.internal.ConnectionReader;
import dev.gatehouse.connection.internal.ConnectionWriter;
import dev.gatehouse.connection.internal.Document;
import dev.gatehouse.connection.internal.InvalidDocumentException;
import dev.gatehouse.connection.internal.ProfileReader;
import dev.gatehouse.connection.internal.SourceFile;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes connections as JSON and YAML. A text that starts with <code>{</code> or {@code
 * [} is read as JSON, any other as YAML; either may hold one connection or a list. What is written
 * reads back as an equal connection.
 *
 * <p>Reading is strict: every field has to be known, of the right type and given once. In YAML,
 * text needs no quotes even where it looks like a number. Errors name the field, the line and the
 * column, and quote no value, because it may be a secret.
 *
 * @since 0.1
 */
public final class Connections {
  private Connections() {}

  /**
   * Reads the one connection of a file in UTF-8.
   *
   * @throws InvalidConnectionException if the file cannot be read or does not hold just one
   */
  public static Connection read(Path file) {
    return one(readAll(file), file + ": ");
  }

  /**
   * Reads the one connection of a text.
   *
   * @throws InvalidConnectionException if the text does not hold just one
   */
  public static Connection read(String text) {
    return one(readAll(text), "");
  }

  /**
   * Reads every connection of a file in UTF-8.
   *
   * @throws InvalidConnectionException if the file cannot be read or holds anything else
   */
  public static List<Connection> readAll(Path file) {
    try {
      return readAll(SourceFile.read(file), file.toString());
    } catch (InvalidDocumentException e) {
      throw new InvalidConnectionException(e);
    }
  }

  /**
   * Reads every connection of a text: a list, or one.
   *
   * @throws InvalidConnectionException if the text holds anything else
   */
  public static List<Connection> readAll(String text) {
    try {
      return readAll(text, null);
    } catch (InvalidDocumentException e) {
      throw new InvalidConnectionException(e);
    }
  }

  /**
   * Reads a file in UTF-8 of named profiles: a map from names to the settings of {@link NtlmAuth},
   * without a {@code type}. {@link Connection#of} makes a connection of one.
   *
   * @return the profiles in the order of the file
   * @throws InvalidConnectionException if the file cannot be read or holds anything else
   */
  public static Map<String, NtlmAuth> readProfiles(Path file) {
    try {
      return ProfileReader.read(Document.parse(SourceFile.read(file), file.toString()));
    } catch (InvalidDocumentException e) {
      throw new InvalidConnectionException(e);
    }
  }

  /**
   * Reads a text of named profiles, as {@link #readProfiles(Path)} does.
   *
   * @throws InvalidConnectionException if the text holds anything else
   */
  public static Map<String, NtlmAuth> readProfiles(String text) {
    try {
      return ProfileReader.read(Document.parse(text, null));
    } catch (InvalidDocumentException e) {
      throw new InvalidConnectionException(e);
    }
  }

  private static List<Connection> readAll(String text, @Nullable String source) {
    return List.copyOf(ConnectionReader.readAll(Document.parse(text, source)));
  }

  private static Connection one(List<Connection> connections, String where) {
    if (connections.size() != 1) {
      throw new InvalidConnectionException(
          "", where + "holds " + connections.size() + " connections; one is needed here", null);
    }
    return connections.get(0);
  }

  /** Writes a connection as JSON, secrets included: the result is itself a secret. */
  public static String toJsonWithSecrets(Connection connection) {
    return write(new JsonFactory(), out -> new ConnectionWriter(out).write(connection));
  }

  /** Writes connections as a JSON list, secrets included: the result is itself a secret. */
  public static String toJsonWithSecrets(List<Connection> connections) {
    return write(
        new JsonFactory(),
        out -> {
          out.writeStartArray();
          for (Connection connection : connections) {
            new ConnectionWriter(out).write(connection);
          }
          out.writeEndArray();
        });
  }

  /** Writes a connection as YAML, secrets included: the result is itself a secret. */
  public static String toYamlWithSecrets(Connection connection) {
    YAMLFactory yaml =
        YAMLFactory.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .build();
    return write(yaml, out -> new ConnectionWriter(out).write(connection));
  }

  private interface Writing {
    void to(JsonGenerator out) throws IOException;
  }

  private static String write(JsonFactory format, Writing writing) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = format.createGenerator(text)) {
      if (!(format instanceof YAMLFactory)) {
        out.useDefaultPrettyPrinter();
      }
      writing.to(out);
    } catch (IOException e) {
      throw new UncheckedIOException("a string cannot fail to be written", e);
    }
    return text.toString();
  }
}
