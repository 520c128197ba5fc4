package dev.gatehouse.connection.internal;

import org.jspecify.annotations.Nullable;

/** A text that does not hold what it should. No message quotes a value: it may be a secret. */
public final class InvalidDocumentException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final transient Place place;
  private final String path;
  private final String problem;

  /**
   * @param place where in the text
   * @param path of the field, for example {@code auth.headers[0].name}; empty for the whole
   * @param problem what is wrong and what would be right
   * @param cause the file system's error, if any; never the parser's, which quotes the text
   */
  public InvalidDocumentException(
      Place place, String path, String problem, @Nullable Throwable cause) {
    super(message(place, path, problem), cause);
    this.place = place;
    this.path = path;
    this.problem = problem;
  }

  private static String message(Place place, String path, String problem) {
    String where = place.toString();
    return (where.isEmpty() ? "" : where + ": ") + (path.isEmpty() ? "" : path + ": ") + problem;
  }

  public Place place() {
    return place;
  }

  public String path() {
    return path;
  }

  public String problem() {
    return problem;
  }
}
