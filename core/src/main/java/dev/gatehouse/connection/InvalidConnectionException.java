package dev.gatehouse.connection;

import dev.gatehouse.connection.internal.InvalidDocumentException;
import org.jspecify.annotations.Nullable;

/**
 * A connection that cannot be: a field is missing, unknown or wrong. The message says which, where
 * and what would be right, and holds no secret.
 *
 * @since 0.1
 */
public final class InvalidConnectionException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String field;
  private final String problem;

  /**
   * @param field the path of the field, for example {@code auth.tokenUri}; empty for the whole
   * @param problem what is wrong and what would be right
   * @param cause the reader's own error, if any
   */
  public InvalidConnectionException(String field, String problem, @Nullable Throwable cause) {
    super(field.isEmpty() ? problem : field + ": " + problem, cause);
    this.field = field;
    this.problem = problem;
  }

  /** The same, with the file, line and column in front. */
  InvalidConnectionException(InvalidDocumentException error) {
    super(error.getMessage(), error.getCause());
    this.field = error.path();
    this.problem = error.problem();
  }

  /** The path of the wrong field, for example {@code auth.headers[0].name}; empty for the whole. */
  public String field() {
    return field;
  }

  /** What is wrong and what would be right, without the field and its place. */
  public String problem() {
    return problem;
  }
}
