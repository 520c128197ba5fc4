package dev.gatehouse.connection.internal;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * Says where a text stops being JSON or YAML. The parsers' own messages and exceptions quote the
 * text around the error, which may be a password, so neither is passed on.
 */
final class Malformed {
  private Malformed() {}

  static InvalidDocumentException of(IOException error, String format, @Nullable String source) {
    return new InvalidDocumentException(
        place(error, source), "", "not valid " + format + " here" + hint(error, format), null);
  }

  private static Place place(IOException error, @Nullable String source) {
    if (error.getCause() instanceof MarkedYAMLException yaml && yaml.getProblemMark() != null) {
      Mark mark = yaml.getProblemMark();
      return new Place(source, mark.getLine() + 1, mark.getColumn() + 1);
    }
    if (error instanceof JsonProcessingException json && json.getLocation() != null) {
      JsonLocation at = json.getLocation();
      return new Place(source, at.getLineNr(), at.getColumnNr());
    }
    return Place.whole(source);
  }

  private static String hint(IOException error, String format) {
    if (error instanceof StreamConstraintsException) {
      return ": it is nested too deeply or too long";
    }
    if (error instanceof JsonEOFException) {
      return ": it ends too early; a closing brace, bracket or quote is missing";
    }
    return format.equals("JSON")
        ? ": look for a missing comma or quote, or one comma too many"
        : ": look at the indentation, and put a value that holds ': ', ' #' or starts with one of"
            + " {[*&!|>%@` in quotes";
  }
}
