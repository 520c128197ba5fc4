package dev.gatehouse.connection.internal;

import org.jspecify.annotations.Nullable;

/**
 * Where something stands in a text.
 *
 * @param source the file's name; null when the text came from no file
 * @param line counted from 1; 0 for the text as a whole
 * @param column counted from 1
 */
public record Place(@Nullable String source, int line, int column) {
  static Place whole(@Nullable String source) {
    return new Place(source, 0, 0);
  }

  /** For people: {@code orders.yaml, line 3, column 5}. */
  @Override
  public String toString() {
    String at = line == 0 ? "" : "line " + line + ", column " + column;
    if (source == null) {
      return at;
    }
    return at.isEmpty() ? source : source + ", " + at;
  }
}
